package io.redemption.reliability.restart;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.AttemptId;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionId;
import io.redemption.model.Voucher;
import io.redemption.port.IdSource;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The issuer in memory without its memory for attempts: each request that arrives is another redemption. Its lists lag,
 * and may lose transaction ids if it does not declare to keep them. Not thread-safe.
 */
final class SimulatedIssuer {
    static final String SHOPPER = "shopper";

    private static final int MOST_LAG_MILLIS = 4_000;

    private final ManualTime world;
    private final InMemoryRedemptionPort records;
    private final RedeemableId redeemable;
    private final Capabilities capabilities;
    private final Duration lag;
    private final boolean losesIds;
    private int arrived;
    private int onTheWay;
    private Instant newest = Instant.MIN;

    SimulatedIssuer(ManualTime world, long number, Random random) {
        this.world = world;
        this.records = InMemoryRedemptionPort.builder()
                .time(world)
                .ids(IdSource.seeded(number))
                .build();
        Set<Capability> known = EnumSet.of(Capability.PROVEN_HISTORY, Capability.PAGED_HISTORY, Capability.ISSUER_TIME);
        boolean keepsIds = random.nextInt(4) > 0;
        if (keepsIds) {
            known.add(Capability.KEEPS_TRANSACTION_IDS);
        }
        this.losesIds = !keepsIds && random.nextBoolean();
        this.capabilities = new Capabilities(known, 2);
        this.lag = Duration.ofMillis(random.nextInt(MOST_LAG_MILLIS));
        this.redeemable = answer(records.issue(terms(number)));
        if (random.nextBoolean() && number % 3 != 1) {
            RedemptionRequest others = RedemptionRequest.builder(redeemable)
                    .user("other")
                    .value("1.00")
                    .build();
            answer(records.redeem(attempt("other", others)));
        }
    }

    private static Redeemable terms(long number) {
        return switch ((int) (number % 3)) {
            case 0 -> Coupon.builder("cpn-" + number, Discount.percentage("10")).build();
            case 1 ->
                Voucher.builder("vch-" + number, Discount.percentage("10")).build();
            default -> GiftCard.builder("gft-" + number, "100.00").build();
        };
    }

    private static RedemptionAttempt attempt(String id, RedemptionRequest request) {
        return new RedemptionAttempt(AttemptId.of(id), request, TransactionId.of("rother"), Instant.EPOCH);
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    RedeemableId redeemable() {
        return redeemable;
    }

    Capabilities capabilities() {
        return capabilities;
    }

    /** A request has left and will arrive. */
    void depart() {
        onTheWay++;
    }

    /** Executes a request, as often as it comes. */
    RedemptionOutcome arrive(RedemptionAttempt attempt) {
        onTheWay--;
        newest = world.now();
        AttemptId asNew = AttemptId.of("arrival-" + ++arrived);
        return answer(records.redeem(
                new RedemptionAttempt(asNew, attempt.request(), attempt.transactionId(), attempt.preparedAt())));
    }

    /** Whether nothing is on its way and the lists show everything. */
    boolean isQuiet() {
        return onTheWay == 0 && !newest.plus(lag).plusSeconds(1).isAfter(world.now());
    }

    /** What the lists show now. */
    Optional<RedemptionHistory> history(HistoryQuery query) {
        return answer(records.history(redeemable, HistoryQuery.all(query.freshness())))
                .map(history -> new RedemptionHistory(
                        history.redemptions().stream()
                                .filter(redemption ->
                                        !redemption.createdAt().plus(lag).isAfter(world.now()))
                                .map(this::listed)
                                .filter(query::matches)
                                .toList(),
                        history.reportedCount(),
                        history.nextCursor(),
                        history.completeness(),
                        history.issuerTime()));
    }

    private Redemption listed(Redemption redemption) {
        return losesIds ? redemption.toBuilder().transactionId(null).build() : redemption;
    }

    /** How often the shopper has redeemed. */
    long redeemed() {
        List<Redemption> all = answer(records.history(redeemable, HistoryQuery.ALL_FROM_ISSUER))
                .orElseThrow()
                .redemptions();
        return all.stream()
                .filter(redemption -> Objects.equals(redemption.redeemer().userId(), SHOPPER))
                .count();
    }
}
