package io.redemption.reliability.replay;

import io.redemption.reliability.Interleavings;
import io.redemption.reliability.PureClasses;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Attempts that several threads repeat, at the issuer and in the journal, could have been made one after another. */
@Tag("alone")
@Order(2) // Lincheck weaves into every class that is loaded by then: many minutes once the others have run.
@Timeout(1200)
class ReplayLinearizabilityTest {
    @Test
    void modelChecking_ofTheReplay_findsNoAnomaly() {
        new Interleavings(ReplayModel.class, 2, 3)
                .modelCheck("model checking of the replay (2 threads x 3)", PureClasses::contain);
    }

    @Test
    void modelChecking_ofTheJournal_findsNoAnomaly() {
        new Interleavings(JournalModel.class, 2, 3)
                .modelCheck("model checking of the journal (2 threads x 3)", PureClasses::contain);
    }

    @Test
    void stress_ofTheReplay_findsNoAnomaly() {
        new Interleavings(ReplayModel.class, 3, 3).stress("stress of the replay (3 threads x 3)");
    }

    @Test
    void stress_ofTheJournal_findsNoAnomaly() {
        new Interleavings(JournalModel.class, 3, 3).stress("stress of the journal (3 threads x 3)");
    }

    @Test
    void modelChecking_ofLookThenReplay_findsTheAnomaly() {
        new Interleavings(LookThenReplayModel.class, 2, 3)
                .modelCheckingCatches("model checking of look, then replay: caught", PureClasses::contain);
    }

    @Test
    void modelChecking_ofLookThenOpen_findsTheAnomaly() {
        new Interleavings(LookThenOpenModel.class, 2, 3)
                .modelCheckingCatches("model checking of look, then open: caught", PureClasses::contain);
    }
}
