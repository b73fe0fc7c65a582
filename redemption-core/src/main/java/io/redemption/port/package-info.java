/**
 * What the core asks of its surroundings: issuers, attempt journals, caches of other nodes, time and ids. To write an
 * adapter, start with {@link io.redemption.port.RedemptionPort}.
 */
@NullMarked
package io.redemption.port;

import org.jspecify.annotations.NullMarked;
