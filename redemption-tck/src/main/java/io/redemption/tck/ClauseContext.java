package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.RedemptionsBuilder;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.FailureCode;
import io.redemption.model.HistoryQuery;
import io.redemption.model.NothingToReverse;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptJournal;
import io.redemption.port.IdSource;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The context in which one clause is proven: the port, calls that wait for their answers, and notes of what the port
 * lacks. Thread-safe except {@link #lacks}.
 */
final class ClauseContext {
    private final Shared shared;
    private final Set<String> lacking = new LinkedHashSet<>();

    ClauseContext(Shared shared) {
        this.shared = shared;
    }

    /** The state that all clauses of a run share. */
    static final class Shared {
        private final ContractFixture fixture;
        private final RedemptionPort port;
        private final Capabilities capabilities;
        private final SampleData data;
        private final CheckedStages stages;

        Shared(ContractFixture fixture, RedemptionPort port) {
            this.fixture = fixture;
            this.port = port;
            this.capabilities = port.capabilities();
            this.data = new SampleData(IdSource.secure(), capabilities.maxScale());
            this.stages = new CheckedStages(fixture.scale().timeout());
        }

        RedemptionPort port() {
            return port;
        }
    }

    RedemptionPort port() {
        return shared.port;
    }

    Capabilities capabilities() {
        return shared.capabilities;
    }

    SampleData data() {
        return shared.data;
    }

    ContractScale scale() {
        return shared.fixture.scale();
    }

    boolean can(Capability capability) {
        return shared.capabilities.has(capability);
    }

    boolean rewritesUserIds() {
        return shared.capabilities.rewritesUserIds();
    }

    boolean restores(RestoredOnReversal what) {
        return shared.fixture.restoredOnReversal().contains(what);
    }

    boolean describes() {
        return shared.port instanceof RedeemablePort;
    }

    boolean hasClock() {
        return shared.fixture.issuerClock() != null;
    }

    @Nullable
    IssuerClock clock() {
        return shared.fixture.issuerClock();
    }

    /** Returns the port as a reader of redeemables; only for clauses with {@link Requirement#REDEEMABLE_PORT}. */
    RedeemablePort describing() {
        return (RedeemablePort) shared.port;
    }

    /** Builds the use cases over the port, as a platform calls them, with a journal of their own. */
    RedemptionsBuilder redemptions() {
        return Redemptions.builder(port())
                .journal(AttemptJournal.inMemory())
                // Issuers under test show at once what they executed.
                .maxExecutionDelay(RedemptionsBuilder.DEFAULT_MAX_EXECUTION_DELAY)
                .maxReadLag(Duration.ofNanos(1))
                .portTimeout(scale().timeout());
    }

    /** Notes that the port lacks something, so less was proven than the clause says. */
    void lacks(String reason) {
        lacking.add(reason);
    }

    /** Returns the notes, each once. */
    List<String> lacking() {
        return List.copyOf(lacking);
    }

    RedeemableId seed(Redeemable terms) {
        return shared.fixture.seed(terms);
    }

    <T> T answer(String what, Supplier<? extends @Nullable CompletionStage<T>> call) throws InterruptedException {
        return shared.stages.answer(what, call);
    }

    <T> T answer(String what, CompletionStage<T> stage) throws InterruptedException {
        return shared.stages.answer(what, stage);
    }

    /** Returns the code with which a call fails. It has to fail. */
    <T> FailureCode failure(String what, Supplier<? extends @Nullable CompletionStage<T>> call)
            throws InterruptedException {
        try {
            Object answer = answer(what, call);
            throw new AssertionError(
                    what + " answered " + answer.getClass().getSimpleName() + " (expected: a failed stage)");
        } catch (RedemptionException expected) {
            return expected.code();
        }
    }

    RedemptionOutcome redeem(RedemptionAttempt attempt) throws InterruptedException {
        return answer("redeem", () -> port().redeem(attempt));
    }

    /** Redeems an attempt, which has to succeed for the first time with a confirmation that matches. */
    Redemption redeemed(RedemptionAttempt attempt) throws InterruptedException {
        RedemptionOutcome outcome = redeem(attempt);
        assertThat(outcome).as("redeem").isInstanceOf(Redeemed.class);
        Redeemed redeemed = (Redeemed) outcome;
        assertThat(redeemed.replayed()).as("replayed").isFalse();
        assertThat(contradiction(attempt, redeemed.redemption()))
                .as("field that contradicts")
                .isNull();
        return redeemed.redemption();
    }

    /** Returns the first field in which a redemption differs from its attempt, among those that the issuer keeps. */
    @Nullable
    String contradiction(RedemptionAttempt attempt, Redemption redemption) {
        return attempt.contradiction(redemption, rewritesUserIds());
    }

    /** Redeems an attempt, which has to be refused for exactly these reasons if the issuer explains refusals. */
    void refused(RedemptionAttempt attempt, ViolationCode... codes) throws InterruptedException {
        ExpectedRefusal.refused(this, redeem(attempt), codes);
    }

    ReversalOutcome reverse(Reversal reversal) throws InterruptedException {
        return answer("reverse", () -> port().reverse(reversal));
    }

    void reversed(Redemption redemption) throws InterruptedException {
        Reversal reversal = Reversal.of(redemption);
        assertThat(reverse(reversal)).as("reverse").isEqualTo(new Reversed(reversal));
    }

    void nothingToReverse(Reversal reversal) throws InterruptedException {
        assertThat(reverse(reversal)).as("reverse").isEqualTo(new NothingToReverse(reversal));
    }

    /** Reads the history of a redeemable, which has to exist. */
    RedemptionHistory history(RedeemableId id, HistoryQuery query) throws InterruptedException {
        Optional<RedemptionHistory> history = answer("history", () -> port().history(id, query));
        assertThat(history).as("history").isPresent();
        return history.orElseThrow();
    }

    /** Reads all active redemptions, newest first, page by page if the issuer has pages. */
    List<Redemption> active(RedeemableId id) throws InterruptedException {
        List<Redemption> active = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            HistoryQuery query =
                    cursor == null ? HistoryQuery.ALL_FROM_ISSUER : HistoryQuery.ALL_FROM_ISSUER.after(cursor);
            RedemptionHistory page = history(id, query);
            active.addAll(page.redemptions());
            cursor = page.nextCursor();
        } while (cursor != null);
        return active;
    }

    /** Asserts that exactly these redemptions are active, in any order. */
    void activeAre(RedeemableId id, Redemption... redemptions) throws InterruptedException {
        assertThat(active(id)).as("active redemptions").containsExactlyInAnyOrder(redemptions);
    }
}
