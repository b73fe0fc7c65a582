package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.model.Capability;
import io.redemption.model.Doubt;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Resolution;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Clauses about what the answer to a reversal proves, and how a lost answer is resolved. */
final class ReversalEvidenceClauses {
    private static final Duration AT_ONCE = Duration.ofNanos(1);

    static final List<Clause> ALL = List.of(
            clause(14, "a reversed redemption is in no read, for each kind", ReversalEvidenceClauses::isInNoRead),
            clause(
                    15,
                    "a redemption that is listed can be reversed, even if many came after it",
                    ReversalEvidenceClauses::listedIsReversed),
            clause(
                            16,
                            "resolving shows whether a reversal in doubt was carried out",
                            ReversalEvidenceClauses::doubtIsResolved)
                    .needing(Capability.PROVEN_HISTORY, ReversalEvidenceClauses::doubtIsNotResolvedWrongly));

    private ReversalEvidenceClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.REVERSING, number, sentence, body);
    }

    private static RedemptionAttempt attempt(ClauseContext context, RedeemableId id) {
        return context.data()
                .attempt(RedemptionRequest.builder(id)
                        .user(context.data().user())
                        .value("3")
                        .uniqueTransaction(context.data().transaction()));
    }

    private static void isInNoRead(ClauseContext context) throws InterruptedException {
        for (RedeemableKind kind : RedeemableKind.values()) {
            RedeemableId id = context.seed(context.data().any(kind));
            RedemptionAttempt attempt = attempt(context, id);
            Redemption redemption = context.redeemed(attempt);

            context.reversed(redemption);

            isInNoRead(context, attempt, redemption);
            context.nothingToReverse(Reversal.of(redemption));
            isInNoRead(context, attempt, redemption);
        }
    }

    private static void isInNoRead(ClauseContext context, RedemptionAttempt attempt, Redemption redemption)
            throws InterruptedException {
        RedeemableId id = attempt.redeemable();
        Instant now = TimeSource.system().now();
        Ticket ticket = Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, now, now);
        ExpectedRead.absent(context, id, redemption.id());
        for (HistoryQuery query : List.of(
                HistoryQuery.ALL_FROM_ISSUER,
                HistoryQuery.ofTransaction(Objects.requireNonNull(attempt.transactionId())),
                HistoryQuery.resolving(ticket))) {
            assertThat(context.history(id, query).redemptions())
                    .extracting(Redemption::id)
                    .as("listed")
                    .doesNotContain(redemption.id());
        }
    }

    /** Ensures that "nothing to reverse" does not mean that the issuer searched too few redemptions. */
    private static void listedIsReversed(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        List<Redemption> redemptions = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            redemptions.add(context.redeemed(context.data().use(id)));
        }
        Redemption oldest = redemptions.remove(0);
        Redemption middle = redemptions.remove(24);

        context.reversed(oldest);
        context.reversed(middle);

        context.activeAre(id, redemptions.toArray(Redemption[]::new));
    }

    private static void doubtIsResolved(ClauseContext context) throws InterruptedException {
        for (RedeemableKind kind : RedeemableKind.values()) {
            RedeemableId id = context.seed(context.data().any(kind));
            Redemption redemption = context.redeemed(attempt(context, id));

            assertThat(resolve(context, redemption))
                    .as("look, not carried out")
                    .isEqualTo(new Resolution.Confirmed(redemption));
            context.reversed(redemption);

            assertThat(resolve(context, redemption))
                    .as("look, carried out")
                    .isEqualTo(new Resolution.Absent(AT_ONCE, AT_ONCE));
        }
    }

    /** Where absence is not proven, a completed reversal may stay in doubt. */
    private static void doubtIsNotResolvedWrongly(ClauseContext context) throws InterruptedException {
        for (RedeemableKind kind : RedeemableKind.values()) {
            RedeemableId id = context.seed(context.data().any(kind));
            Redemption redemption = context.redeemed(attempt(context, id));

            assertThat(resolve(context, redemption))
                    .as("look, not carried out")
                    .isNotInstanceOf(Resolution.Absent.class);
            context.reversed(redemption);

            assertThat(resolve(context, redemption))
                    .as("look, carried out")
                    .isNotInstanceOf(Resolution.Confirmed.class);
        }
    }

    /** Resolves a reversal by its ticket alone, after the delays that make it too early. */
    private static Resolution resolve(ClauseContext context, Redemption redemption) throws InterruptedException {
        TimeSource time = TimeSource.system();
        Instant now = time.now();
        Ticket ticket = Ticket.of(Reversal.of(redemption), Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, now, now);
        Redemptions redemptions = context.redemptions()
                .maxExecutionDelay(AT_ONCE)
                .maxReadLag(AT_ONCE)
                .build();
        long begun = time.nanoTime();
        Resolution resolution;
        do {
            resolution = context.answer("resolve", () -> redemptions.resolve(ticket));
        } while (isTooEarly(resolution)
                && time.nanoTime() - begun < context.scale().timeout().toNanos());
        return resolution;
    }

    private static boolean isTooEarly(Resolution resolution) {
        return resolution.fold(
                confirmed -> false,
                absent -> false,
                duplicate -> false,
                still -> still.why() == Resolution.Obstacle.TOO_EARLY);
    }
}
