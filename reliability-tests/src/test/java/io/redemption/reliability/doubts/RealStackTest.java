package io.redemption.reliability.doubts;

import io.redemption.model.RedeemableKind;
import io.redemption.reliability.Figures;
import io.redemption.reliability.Scale;
import io.redemption.reliability.doubts.RealRun.End;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Doubts over real connections, in real time: the client stack as platforms get it, against the server that offers
 * nothing but what the vendor's API has, behind the fault proxy. No caller helps; in the end the journal is held
 * against the issuer's ledger.
 */
@Timeout(600)
class RealStackTest {
    private static final String LATE = "real stack: requests late";
    private static final String NONE_ACKNOWLEDGED = "real stack: requests cut, none acknowledged";
    private static final String ANSWERS = "real stack: answers cut";
    private static final String REQUESTS = "real stack: requests cut";
    private static final int CALLS_OF_CONTROL = 60;

    private static final Figures FIGURES = Figures.ofThisRun();

    /** Small runs mostly wait, so they wait together; large ones need the machine. */
    private static final ExecutorService RUNS = Executors.newFixedThreadPool(Scale.ofThisRun() == Scale.CUT ? 5 : 1);

    private static CompletableFuture<End> hasty = new CompletableFuture<>();
    private static CompletableFuture<End> late = new CompletableFuture<>();
    private static CompletableFuture<End> noneAcknowledged = new CompletableFuture<>();
    private static CompletableFuture<End> answersCut = new CompletableFuture<>();
    private static CompletableFuture<End> requestsCut = new CompletableFuture<>();

    @BeforeAll
    static void start() {
        hasty = CompletableFuture.supplyAsync(() -> RealRun.requestsLateForHasty(CALLS_OF_CONTROL), RUNS);
        late = begun(LATE, RealRun::requestsLate);
        noneAcknowledged = begun(NONE_ACKNOWLEDGED, RealRun::requestsCutNoneAcknowledged);
        answersCut = begun(ANSWERS, RealRun::answersCut);
        requestsCut = begun(REQUESTS, RealRun::requestsCut);
    }

    private static CompletableFuture<End> begun(String name, IntFunction<End> run) {
        int calls = FIGURES.target(name);
        return CompletableFuture.supplyAsync(() -> run.apply(calls), RUNS);
    }

    @AfterAll
    static void stop() {
        RUNS.shutdownNow();
    }

    private static void proveTrue(String run, LedgerComparison compared) {
        FIGURES.prove(run + ": redeemed twice", compared.duplicates());
        FIGURES.prove(run + ": redeemed and said not to be", compared.lost());
        FIGURES.prove(run + ": said to be redeemed and not so", compared.wrong());
    }

    private static String of(RedeemableKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "s";
    }

    @Test
    void redeem_everyAnswerCut_isFoundRedeemed() {
        End end = answersCut.join();

        FIGURES.prove(ANSWERS, end.faults());
        for (RedeemableKind kind : RedeemableKind.values()) {
            FIGURES.prove(
                    ANSWERS + ": " + of(kind) + " found redeemed",
                    end.compared().redeemed(kind) - RealRun.ACKNOWLEDGED);
        }
        FIGURES.prove(ANSWERS + ": left in doubt", end.compared().inDoubt());
        proveTrue(ANSWERS, end.compared());
    }

    @Test
    void redeem_everyRequestCut_isProvenAbsent() {
        End end = requestsCut.join();

        FIGURES.prove(REQUESTS, end.faults());
        for (RedeemableKind kind : RedeemableKind.values()) {
            FIGURES.prove(
                    REQUESTS + ": " + of(kind) + " proven absent",
                    end.compared().absent(kind));
        }
        FIGURES.prove(REQUESTS + ": left in doubt", end.compared().inDoubt());
        proveTrue(REQUESTS, end.compared());
    }

    @Test
    void redeem_everyRequestCutAndNothingAcknowledged_isNotClaimedAbsent() {
        End end = noneAcknowledged.join();

        FIGURES.prove(NONE_ACKNOWLEDGED, end.faults());
        FIGURES.prove(NONE_ACKNOWLEDGED + ": left in doubt for want of evidence", end.withoutEvidence());
        FIGURES.prove(NONE_ACKNOWLEDGED + ": claimed absent", end.compared().absent());
        proveTrue(NONE_ACKNOWLEDGED, end.compared());
    }

    @Test
    void redeem_everyRequestLate_isFoundRedeemed() {
        End end = late.join();

        FIGURES.prove(LATE, end.faults());
        FIGURES.prove(LATE + ": left in doubt", end.compared().inDoubt());
        proveTrue(LATE, end.compared());
    }

    /** The comparison notices what it is there for. */
    @Test
    void redeem_everyRequestLateWithoutHorizon_isCaught() {
        FIGURES.prove("real stack: no horizon caught", hasty.join().compared().lost() > 0 ? 1 : 0);
    }
}
