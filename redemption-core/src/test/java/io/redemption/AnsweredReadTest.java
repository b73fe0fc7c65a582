package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.port.AttemptJournal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A read that the port answers at once, as a cache does, is passed on without a guard. */
class AnsweredReadTest {
    private static final RedeemableId COUPON = RedeemableId.coupon("cpn-1");

    private final ProgrammedPort port = new ProgrammedPort();
    private final EventLog log = new EventLog();
    private final Redemptions shop = Redemptions.builder(port)
            .journal(AttemptJournal.inMemory())
            .listener(log)
            .build();

    @Test
    void history_answeredAtOnce_isReportedAsAnyOther() {
        port.onHistory = query -> CompletableFuture.completedStage(Optional.empty());

        assertThat(read()).isCompletedWithValue(Optional.empty());
        assertThat(log.endings()).containsExactly(CallResult.DONE);
    }

    @Test
    void history_portAnswersWithOneStage_eachCallerHasOneOfTheirOwn() {
        CompletableFuture<Optional<RedemptionHistory>> shared = CompletableFuture.completedFuture(Optional.empty());
        port.onHistory = query -> shared;

        CompletableFuture<Optional<RedemptionHistory>> first = read();
        CompletableFuture<Optional<RedemptionHistory>> second = read();
        first.obtrudeException(new IllegalStateException("a caller spoils theirs"));

        assertThat(shared).isCompletedWithValue(Optional.empty());
        assertThat(second).isCompletedWithValue(Optional.empty());
    }

    @Test
    void history_nullAtOnce_isStillABrokenContract() {
        port.onHistory = query -> CompletableFuture.completedFuture(null);

        assertThat(failureOf(read())).isEqualTo(FailureCode.BROKEN_ADAPTER);
        assertThat(log.violations()).containsExactly(ContractViolation.NULL_ANSWER);
    }

    @Test
    void history_failedAtOnce_failsWithTheSameCode() {
        port.onHistory = query ->
                CompletableFuture.failedFuture(new RedemptionException(FailureCode.NOT_REACHABLE, "nothing listens"));

        assertThat(failureOf(read())).isEqualTo(FailureCode.NOT_REACHABLE);
        assertThat(log.endings()).containsExactly(CallResult.FAILED);
    }

    @Test
    void history_portThrows_isStillABrokenContract() {
        port.onHistory = query -> {
            throw new IllegalStateException("thrown, not returned");
        };

        assertThat(failureOf(read())).isEqualTo(FailureCode.BROKEN_ADAPTER);
        assertThat(log.violations()).containsExactly(ContractViolation.THREW);
    }

    private CompletableFuture<Optional<RedemptionHistory>> read() {
        return shop.history(COUPON, HistoryQuery.all(Freshness.CACHED_OK)).toCompletableFuture();
    }

    private static FailureCode failureOf(CompletableFuture<?> ended) {
        return ((RedemptionException) ended.handle((value, thrown) -> thrown).join()).code();
    }
}
