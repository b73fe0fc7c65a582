package io.redemption.tck.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redemption.tck.history.AccountCall.Kind;
import io.redemption.tck.history.AccountCall.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountRecorderTest {
    private final AccountRecorder recorder = new AccountRecorder(10);

    @Test
    void history_closedCalls_tellsOrderAndResults() {
        AccountRecorder.Call debit = recorder.debit("a", 4);
        AccountRecorder.Call read = recorder.read();
        debit.done();
        read.saw(List.of("a"));
        recorder.credit("a").refused();

        AccountHistory history = recorder.history();

        assertThat(history.amounts()).containsExactly(4L);
        assertThat(history.calls())
                .containsExactly(
                        new AccountCall(Kind.DEBIT, 0, Result.DONE, 0, 0, 2),
                        new AccountCall(Kind.READ, -1, Result.DONE, 1, 1, 3),
                        new AccountCall(Kind.CREDIT, 0, Result.REFUSED, 0, 4, 5));
    }

    @Test
    void history_openCalls_writesAreUnknownAndReadsLeftOut() {
        recorder.debit("a", 4);
        recorder.read();

        assertThat(recorder.history().calls())
                .containsExactly(new AccountCall(Kind.DEBIT, 0, Result.UNKNOWN, 0, 0, AccountCall.NEVER));
    }

    @Test
    void history_notExecuted_isLeftOut() {
        recorder.debit("a", 4).notExecuted();

        assertThat(recorder.history().calls()).isEmpty();
    }

    @Test
    void history_labelToldLater_isTheOneThatCounts() {
        recorder.debit("a", 4).done("b");
        recorder.read().saw(List.of("b"));

        assertThat(LinearizabilityChecker.isLinearizable(recorder.history())).isTrue();
    }

    @Test
    void history_entryThatNobodyMade_isAPhantom() {
        recorder.read().saw(List.of("a"));

        assertThat(LinearizabilityChecker.isLinearizable(recorder.history())).isFalse();
        assertThat(recorder.history().toString()).contains("phantom");
    }

    @Test
    void history_entryToldTwice_isAPhantom() {
        recorder.debit("a", 4).done();
        recorder.read().saw(List.of("a", "a"));

        assertThat(LinearizabilityChecker.isLinearizable(recorder.history())).isFalse();
    }

    @Test
    void history_twoDebitsOfOneLabel_isAnError() {
        recorder.debit("a", 4).done();
        recorder.debit("a", 4).done();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(recorder::history);
    }
}
