/**
 * What threads did to one redeemable, recorded, and the proof that it could have happened one call after another. Start
 * with {@link io.redemption.tck.history.AccountRecorder} to record, with
 * {@link io.redemption.tck.history.LinearizabilityChecker} to judge.
 */
@NullMarked
package io.redemption.tck.history;

import org.jspecify.annotations.NullMarked;
