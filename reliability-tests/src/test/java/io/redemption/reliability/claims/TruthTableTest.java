package io.redemption.reliability.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.reliability.Figures;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever an issuer answers, what a client claims is so in the issuer's own record. */
@Timeout(600)
class TruthTableTest {
    private static final String EACH = "truth table: wrong answers to each question of each client";
    private static final long SEED = 20261126;

    /** Those of a create, a delete, a read and a list, each framed in three ways. */
    private static final int SUCCESSES = 12;

    private static final List<Lie> CONTROLS =
            List.of(Lie.STATUS, Lie.HTML, Lie.SHAPE, Lie.VALUE, Lie.USER, Lie.COUNT, Lie.TOLD_FAILURE, Lie.EARLY);

    private final Figures figures = Figures.ofThisRun();
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void claims_answeredWrongly_areSoInTheIssuersRecord() {
        int each = figures.target(EACH);
        long begun = System.nanoTime();
        try (TruthTable table = new TruthTable(vertx, SEED)) {
            table.ask(Shop::bare, each);
            int ofOneClient = fewestOfAQuestion(table);
            table.ask(Shop::stack, each);
            Claims claims = table.claims();
            System.out.println(claims + "calls that ended without a claim: " + claims.honest()
                    + "\ncreates that came again after a status that proves nothing done: " + claims.repeatedPosts()
                    + "\nseconds: " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));

            assertThat(claims.wrong()).as("seed %s", SEED).isEmpty();
            assertThat(claims.speechless()).as("seed %s", SEED).isEmpty();
            figures.prove(EACH, Math.min(ofOneClient, fewestOfAQuestion(table) - ofOneClient));
            figures.prove("truth table: kinds of wrong answers", Lie.values().length - 1);
            figures.prove("truth table: places to cut at", table.issuer().cuts().places());
            figures.prove(
                    "truth table: least percent of a success's bytes that were cut at",
                    table.issuer().cuts().leastPercent(SUCCESSES));
            figures.prove("truth table: wrong claims", claims.wrong().size());
            figures.prove("truth table: right answers beside them", claims.rightGiven());
            figures.prove(
                    "truth table: of these without a claim", claims.speechless().size());
            figures.prove("truth table: creates after one that may have been executed", claims.dangerousPosts());
        }
    }

    @Test
    void reverse_clientThatBelievesAnyStatusOf200To299_isCaught() {
        assertThat(wrongClaims(Shop::bare, Asked.REVERSE)).isZero();

        figures.prove(
                "truth table: reversal by status alone caught",
                wrongClaims(Careless::byStatusAlone, Asked.REVERSE) > 0 ? 1 : 0);
    }

    @Test
    void resolve_clientThatTakesTheTransactionIdForProof_isCaught() {
        assertThat(wrongClaims(Shop::bare, Asked.RESOLVE_REDEEM)).isZero();

        figures.prove(
                "truth table: resolution by transaction id alone caught",
                wrongClaims(Careless::byMarkerAlone, Asked.RESOLVE_REDEEM) > 0 ? 1 : 0);
        figures.prove(
                "truth table: absence by one empty list caught",
                wrongClaims(Careless::byOneEmptyList, Asked.RESOLVE_REDEEM) > 0 ? 1 : 0);
    }

    private int wrongClaims(Shop.Maker maker, Asked asked) {
        try (TruthTable table = new TruthTable(vertx, SEED)) {
            table.ask(maker, asked, CONTROLS, 6);
            return table.claims().wrong().size();
        }
    }

    private static int fewestOfAQuestion(TruthTable table) {
        return Arrays.stream(Asked.values())
                .mapToInt(table.claims()::given)
                .min()
                .orElse(0);
    }
}
