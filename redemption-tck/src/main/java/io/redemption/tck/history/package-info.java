/**
 * Records calls of many threads on one redeemable, and checks that they are linearizable. Not exported: for the kit and
 * our own tests. Start with {@link io.redemption.tck.history.AccountRecorder}.
 */
@NullMarked
package io.redemption.tck.history;

import org.jspecify.annotations.NullMarked;
