/**
 * Processes that end in the middle of a redemption: simulated ones that end between any two steps, and real gateways
 * that are killed. What the next process does by the documented ways must not redeem twice.
 */
@NullMarked
package io.redemption.reliability.restart;

import org.jspecify.annotations.NullMarked;
