/**
 * The rules that judge requests and redeemables: pure functions without a clock, a port or I/O. Start with
 * {@link io.redemption.rules.StandardRules} to see ours, with {@link io.redemption.rules.RuleSet} to add yours.
 */
@NullMarked
package io.redemption.rules;

import org.jspecify.annotations.NullMarked;
