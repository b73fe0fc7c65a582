/**
 * Baskets that are redeemed step by step, with processes that end at any event, in virtual time.
 * {@code BasketScheduleTest} is the place to start.
 */
@NullMarked
package io.redemption.reliability.basket;

import org.jspecify.annotations.NullMarked;
