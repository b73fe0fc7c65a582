package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.Decision;
import io.redemption.model.DecisionResult;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import io.redemption.port.IdSource;
import io.redemption.port.PendingDoubt;
import io.redemption.port.ReversalState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A journal with its calls awaited, and the attempts that the clauses use. */
final class JournalUnderTest implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final RedeemableId CARD = RedeemableId.giftCard("gft-1");

    private final List<AttemptJournal> opened = new ArrayList<>();
    private final Supplier<AttemptJournal> restart;
    private final Duration timeout;
    private final IdSource ids = IdSource.secure();
    private AttemptJournal journal;

    JournalUnderTest(Supplier<AttemptJournal> journals, Supplier<AttemptJournal> restart, Duration timeout) {
        this.restart = restart;
        this.timeout = timeout;
        this.journal = journals.get();
        opened.add(journal);
    }

    /** Goes on as another process would after this one was killed. */
    void restart() {
        journal = another();
    }

    /** Returns another journal over the same store. */
    AttemptJournal another() {
        AttemptJournal next = restart.get();
        opened.add(next);
        return next;
    }

    AttemptJournal port() {
        return journal;
    }

    Duration timeout() {
        return timeout;
    }

    <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (Exception failed) {
            throw new AssertionError("a call of the journal did not succeed: " + failed, failed);
        }
    }

    Opening open(RedemptionAttempt attempt) {
        return await(journal.open(attempt));
    }

    /** Opens an attempt that is not known, and returns the number. */
    long openFresh(RedemptionAttempt attempt) {
        Opening opening = open(attempt);
        assertThat(opening).isInstanceOf(Opening.Fresh.class);
        return opening instanceof Opening.Fresh fresh ? fresh.opening() : 0;
    }

    void settle(RedemptionAttempt attempt, long opening, RedemptionOutcome outcome) {
        await(journal.settle(attempt.id(), opening, outcome).thenApply(done -> true));
    }

    void discard(RedemptionAttempt attempt, long opening) {
        await(journal.discard(attempt.id(), opening).thenApply(done -> true));
    }

    void absent(RedemptionAttempt attempt, long opening) {
        await(journal.absent(attempt.id(), opening).thenApply(done -> true));
    }

    void reversal(Redemption redemption, ReversalState state) {
        await(journal.reversal(Reversal.of(redemption), state).thenApply(done -> true));
    }

    Optional<AttemptState> find(RedemptionAttempt attempt) {
        return await(journal.find(attempt.id()));
    }

    Optional<AttemptId> ownerOf(Redemption redemption) {
        return await(journal.ownerOf(Reversal.of(redemption)));
    }

    List<PendingDoubt> takeDoubts(int max, Duration lease) {
        return await(journal.takeDoubts(max, lease));
    }

    boolean hold(PendingDoubt doubt, Duration lease) {
        return await(journal.hold(doubt, lease));
    }

    void handOver(PendingDoubt doubt) {
        await(journal.handOver(doubt, Obstacle.LIST_NOT_COMPLETE).thenApply(done -> true));
    }

    DecisionResult decide(RedemptionAttempt attempt, Decision decision) {
        return await(journal.decide(attempt.id(), decision));
    }

    /** Opens an attempt, leaves it in doubt and gives it back, so that it is handed out. */
    PendingDoubt doubt(RedemptionAttempt attempt) {
        long opening = openFresh(attempt);
        settle(attempt, opening, unknown(attempt));
        PendingDoubt doubt = new PendingDoubt(unknown(attempt).ticket(), opening, Duration.ZERO);
        assertThat(hold(doubt, Duration.ZERO))
                .as("what was opened is given back")
                .isTrue();
        return doubt;
    }

    RedemptionAttempt attempt() {
        return attempt(AttemptId.of("a" + ids.token(25)), request());
    }

    static RedemptionRequest.Builder request() {
        return RedemptionRequest.builder(CARD).user("user-1").value("50.00");
    }

    RedemptionAttempt attempt(RedemptionRequest.Builder request) {
        return attempt(AttemptId.of("a" + ids.token(25)), request);
    }

    static RedemptionAttempt attempt(AttemptId id, RedemptionRequest.Builder builder) {
        RedemptionRequest request = builder.build();
        TransactionChoice choice = request.transaction();
        TransactionId transaction = IdSource.transactionId(id, request.redeemable());
        if (choice instanceof TransactionChoice.Unique unique) {
            transaction = unique.id();
        } else if (choice instanceof TransactionChoice.Prefixed prefixed) {
            transaction = IdSource.transactionId(prefixed.prefix(), id, request.redeemable());
        } else if (choice instanceof TransactionChoice.AsGiven given) {
            return new RedemptionAttempt(id, request, given.id(), START);
        }
        return new RedemptionAttempt(id, request, transaction, START);
    }

    static Redemption redemption(RedemptionAttempt attempt) {
        return redemption(attempt, "res-" + attempt.id().value().substring(1));
    }

    static Redemption redemption(RedemptionAttempt attempt, String id) {
        return Redemption.builder(RedemptionId.of(id), attempt.redeemable(), START)
                .redeemer(attempt.request().redeemer())
                .value(attempt.request().value())
                .transactionId(attempt.transactionId())
                .build();
    }

    static RedemptionOutcome redeemed(RedemptionAttempt attempt) {
        return Redeemed.of(redemption(attempt));
    }

    static Refused refused() {
        return new Refused(List.of(
                Violation.of(ViolationCode.BALANCE_TOO_LOW, "balance", "1.00"),
                Violation.of(ViolationCode.of("acme.other"), "say", "a & b = 100 % ü\n\0")));
    }

    static Unknown unknown(RedemptionAttempt attempt) {
        return new Unknown(Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.LIKELY, 2, START, START.plusSeconds(9))
                .withIssuerTime(START.plusSeconds(8)));
    }

    static Ticket reversalTicket(Redemption redemption) {
        return Ticket.of(Reversal.of(redemption), Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, START, START);
    }

    /** Asserts that an attempt is known as redeemed by this redemption. A journal may drop the personal fields. */
    static void assertRedeemed(@Nullable AttemptState state, Redemption redemption) {
        Redemption found = state == null ? null : redemptionOf(state).orElse(null);
        assertThat(found).as("a redemption").isNotNull();
        if (found != null) {
            assertThat(found.id()).isEqualTo(redemption.id());
            assertThat(found.redeemable()).isEqualTo(redemption.redeemable());
            assertThat(found.value()).isEqualTo(redemption.value());
            assertThat(found.transactionId()).isEqualTo(redemption.transactionId());
            assertThat(found.createdAt()).isEqualTo(redemption.createdAt());
        }
    }

    private static Optional<Redemption> redemptionOf(AttemptState state) {
        return state.fold(
                open -> Optional.empty(),
                settled -> settled.outcome()
                        .<Optional<Redemption>>fold(
                                redeemed -> Optional.of(redeemed.redemption()),
                                refused -> Optional.empty(),
                                unknown -> Optional.empty()),
                in -> Optional.empty(),
                reversed -> Optional.empty(),
                absent -> Optional.empty());
    }

    void assertRedeemed(RedemptionAttempt attempt, Redemption redemption) {
        assertRedeemed(find(attempt).orElse(null), redemption);
        Opening again = open(attempt);
        assertThat(again).as("opened again").isInstanceOf(Opening.Known.class);
        assertRedeemed(again instanceof Opening.Known known ? known.state() : null, redemption);
    }

    @Override
    public void close() {
        for (AttemptJournal each : opened) {
            if (each instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception failed) {
                    throw new AssertionError("a journal could not be closed: " + failed, failed);
                }
            }
        }
    }
}
