/**
 * Limits and balances under many threads: a limit of N has N winners, no card falls below zero, and a redemption is
 * given back once.
 */
@NullMarked
package io.redemption.reliability.limits;

import org.jspecify.annotations.NullMarked;
