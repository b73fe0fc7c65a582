package io.redemption.reliability.doubts;

import io.redemption.Redemptions;
import io.redemption.RedemptionsBuilder;
import io.redemption.model.Amount;
import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import io.redemption.port.IdSource;
import io.redemption.port.RedemptionPort;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One redemption whose answer was lost half a second after it was sent, at an issuer of which everything is known in
 * advance. Not thread-safe.
 */
final class LostAnswer implements RedemptionPort {
    private static final Duration LOST_AFTER = Duration.ofMillis(500);
    private static final RedeemableId CARD = RedeemableId.giftCard("gft-1");

    private final VirtualTime world = new VirtualTime();
    private final Plan plan;
    private final Weakness weakness;
    private final Random random;
    private final List<Shown> record = new ArrayList<>();
    private final AttemptJournal journal;
    private final Redemptions redemptions;
    private final RedemptionAttempt attempt;
    private boolean losesAnswers;
    private @Nullable Ticket ticket;

    /**
     * What happens.
     *
     * @param applied how long after it was sent it is executed; {@code null} for never
     * @param lag how long after it was executed it is listed
     * @param foreign how long after it was sent another shopper redeems the same; {@code null} for never, negative for
     *     before
     * @param isCut whether the list leaves ours out
     * @param isDropped whether the list leaves our transaction id out
     * @param tellsTime whether lists tell the time of the issuer
     */
    record Plan(
            @Nullable Duration applied,
            Duration lag,
            @Nullable Duration foreign,
            boolean isCut,
            boolean isDropped,
            boolean tellsTime) {}

    private record Shown(Redemption redemption, long visibleFromNanos, boolean isOurs) {}

    LostAnswer(Plan plan, Weakness weakness, long seed) {
        this.plan = plan;
        this.weakness = weakness;
        this.random = new Random(seed);
        this.journal = AttemptJournal.inMemory(new ShopProcess(world, Duration.ZERO, 0, Integer.MAX_VALUE));
        this.redemptions = begin(journal, seed).resolveInBackground(true).build();
        prove(redemptions);
        world.pass(Duration.ofSeconds(20));
        this.attempt = redemptions.prepare(request("shopper"));
    }

    private RedemptionsBuilder begin(AttemptJournal with, long seed) {
        Duration clockError = Duration.ofSeconds(random.nextInt(172_800) - 86_400);
        boolean isHasty = weakness == Weakness.NO_HORIZON;
        RedemptionsBuilder builder = Redemptions.builder(this)
                .journal(with)
                .time(new ShopProcess(world, clockError, random.nextLong() / 4, Integer.MAX_VALUE))
                .ids(IdSource.seeded(seed))
                .pollSpread(new Random(seed));
        return isHasty ? builder.maxExecutionDelay(Duration.ofNanos(1)).maxReadLag(Duration.ofNanos(1)) : builder;
    }

    private static RedemptionRequest request(String user) {
        return RedemptionRequest.builder(CARD).user(user).value("50.00").build();
    }

    /** Lets redemptions see what the lists make of transaction ids. */
    private static void prove(Redemptions by) {
        by.redeem(request("prover"));
    }

    /** Loses the answer and lets the watch work. Returns what the journal knows then. */
    AttemptState settledByItself(Duration after) {
        loseAnswer();
        world.pass(after);
        return journal.find(attempt.id()).toCompletableFuture().join().orElseThrow();
    }

    private Ticket loseAnswer() {
        foreign();
        losesAnswers = true;
        redemptions
                .redeem(attempt)
                .thenAccept(outcome -> ticket = outcome.<Optional<Ticket>>fold(
                                redeemed -> Optional.empty(),
                                refused -> Optional.empty(),
                                doubt -> Optional.of(doubt.ticket()))
                        .orElse(null));
        world.pass(LOST_AFTER);
        losesAnswers = false;
        Ticket lost = ticket;
        if (lost == null) {
            throw new AssertionError("the answer was not lost");
        }
        return lost;
    }

    /**
     * Settles the doubt in another process that has nothing but the ticket's text.
     *
     * @return what it knows in the end; empty if it is still unknown
     */
    Optional<Boolean> settledElsewhere(Duration each, int times) {
        Ticket lost = loseAnswer();
        redemptions.close();
        Redemptions elsewhere = begin(AttemptJournal.inMemory(), 99).build();
        if (!plan.isDropped()) {
            prove(elsewhere);
        }
        String text = lost.encode();
        for (int i = 0; i < times; i++) {
            world.pass(each);
            Ticket decoded = Ticket.decode(text);
            List<Optional<Boolean>> known = new ArrayList<>();
            List<String> next = new ArrayList<>();
            elsewhere
                    .resolve(decoded)
                    .thenAccept(resolution -> known.add(resolution.fold(
                            confirmed -> Optional.of(true),
                            absent -> Optional.of(false),
                            duplicate -> Optional.empty(),
                            still -> {
                                next.add(still.ticket().encode());
                                return Optional.empty();
                            })));
            if (known.get(0).isPresent()) {
                return known.get(0);
            }
            text = next.isEmpty() ? text : next.get(0);
        }
        return Optional.empty();
    }

    private void foreign() {
        Duration at = plan.foreign();
        if (at == null) {
            return;
        }
        Runnable redeems = () -> book("shopper", TransactionId.of("foreign-1"), false, Duration.ZERO);
        if (at.isNegative()) {
            redeems.run();
        } else {
            world.schedule(at, redeems);
        }
    }

    private Redemption book(@Nullable String user, @Nullable TransactionId transaction, boolean isOurs, Duration lag) {
        Redemption made = Redemption.builder(RedemptionId.of("r" + record.size()), CARD, issuerTime())
                .redeemer(new Redeemer(user, null, null))
                .value(Amount.of("50.00"))
                .transactionId(transaction)
                .build();
        record.add(0, new Shown(made, world.nanos() + lag.toNanos(), isOurs));
        return made;
    }

    private Instant issuerTime() {
        return Issuer.NOON.plusNanos(world.nanos()).truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt asked) {
        String user = asked.request().redeemer().userId();
        if (!losesAnswers) {
            return CompletableFuture.completedStage(
                    Redeemed.of(book(user, asked.transactionId(), false, Duration.ZERO)));
        }
        Duration applied = plan.applied();
        if (applied != null) {
            world.schedule(applied, () -> book(user, asked.transactionId(), true, plan.lag()));
        }
        CompletableFuture<RedemptionOutcome> answer = new CompletableFuture<>();
        Instant sentAt = issuerTime();
        world.schedule(
                LOST_AFTER,
                () -> answer.complete(
                        new Unknown(Ticket.of(asked, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, sentAt, issuerTime()))));
        return answer;
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        List<Redemption> listed = record.stream()
                .filter(shown -> shown.visibleFromNanos() <= world.nanos())
                .filter(shown -> !shown.isOurs() || !plan.isCut())
                .map(shown -> plan.isDropped() && shown.isOurs() ? withoutId(shown.redemption()) : shown.redemption())
                .filter(query::matches)
                .toList();
        boolean tells = plan.isCut() && weakness != Weakness.NO_COMPLETENESS;
        return CompletableFuture.completedStage(Optional.of(new RedemptionHistory(
                listed,
                null,
                null,
                tells ? Completeness.UNKNOWN : Completeness.PROVEN,
                plan.tellsTime() ? issuerTime() : null)));
    }

    private static Redemption withoutId(Redemption listed) {
        return listed.toBuilder().transactionId(null).build();
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return CompletableFuture.failedStage(new UnsupportedOperationException("not used"));
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return CompletableFuture.failedStage(new UnsupportedOperationException("not used"));
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return CompletableFuture.failedStage(new UnsupportedOperationException("not used"));
    }

    @Override
    public Capabilities capabilities() {
        return weakness == Weakness.NO_MARKER_EVIDENCE
                ? new Capabilities(Set.of(Capability.KEEPS_TRANSACTION_IDS), 2)
                : new Capabilities(Set.of(), 2);
    }
}
