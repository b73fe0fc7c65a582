/**
 * The rules for requests and redeemables: pure functions without a clock, a port or I/O. Start with
 * {@link io.redemption.rules.StandardRules} for the standard rules, and with {@link io.redemption.rules.RuleSet} to add
 * others.
 */
@NullMarked
package io.redemption.rules;

import org.jspecify.annotations.NullMarked;
