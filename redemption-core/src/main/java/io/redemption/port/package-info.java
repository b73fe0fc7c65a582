/**
 * The interfaces that adapters implement: issuers, attempt journals, invalidation of caches, time and ids. To write an
 * adapter, start with {@link io.redemption.port.RedemptionPort}.
 */
@NullMarked
package io.redemption.port;

import org.jspecify.annotations.NullMarked;
