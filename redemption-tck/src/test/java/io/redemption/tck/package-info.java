/**
 * Shows that the contract lets a right issuer pass and catches each of many wrong ones. Start with
 * {@code BrokenIssuerTest}.
 */
@NullMarked
package io.redemption.tck;

import org.jspecify.annotations.NullMarked;
