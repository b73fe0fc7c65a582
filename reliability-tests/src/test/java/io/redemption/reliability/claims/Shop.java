package io.redemption.reliability.claims;

import io.redemption.Redemptions;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Resolution;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionId;
import io.redemption.port.RedemptionPort;
import io.redemption.resilience.BreakerSettings;
import io.redemption.resilience.RetryBudget;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions;
import io.redemption.vertx.VertxRedemptionPort;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A client under test. Thread-safe. */
final class Shop implements AutoCloseable {
    private static final CredentialsProvider CREDENTIALS = CredentialsProvider.of("merchant", "key");

    private static final BreakerSettings HARDLY_EVER =
            new BreakerSettings(10_000, 10_000, 100, Duration.ofMillis(1), 1_000);

    /** So many repetitions that nearly every call may have its own. */
    private static final RetryBudget AMPLE = new RetryBudget(1_000_000, 1, 1, 1);

    /** How clients are made. */
    interface Maker {
        /**
         * Makes one.
         *
         * @param baseUri of the issuer
         * @param time its clock
         * @param sendTimeout of each send
         */
        Shop make(String baseUri, JumpingTime time, Duration sendTimeout);
    }

    private final Redemptions redemptions;
    private final Function<Ticket, CompletionStage<Resolution>> resolver;

    private Shop(Redemptions redemptions, Function<Ticket, CompletionStage<Resolution>> resolver) {
        this.redemptions = redemptions;
        this.resolver = resolver;
    }

    /** The transport alone below the use cases: no repetitions, no breakers, no cache. */
    static Shop bare(String baseUri, JumpingTime time, Duration sendTimeout) {
        return over(baseUri, time, sendTimeout, port -> port);
    }

    /** The same with something put around the transport. */
    static Shop over(String baseUri, JumpingTime time, Duration sendTimeout, UnaryOperator<RedemptionPort> around) {
        VertxRedemptionPort transport = VertxRedemptionPort.create(VertxRedemptionOptions.builder(baseUri, CREDENTIALS)
                .sendTimeout(sendTimeout)
                .connectTimeout(sendTimeout)
                .time(time)
                .build());
        Redemptions redemptions = Redemptions.builder(around.apply(transport))
                .time(time)
                .ownedResource(transport)
                .build();
        return new Shop(redemptions, redemptions::resolve);
    }

    /** What platforms get. */
    static Shop stack(String baseUri, JumpingTime time, Duration sendTimeout) {
        Redemptions redemptions = VaucharRedemptions.connect(VaucharOptions.builder(baseUri, CREDENTIALS)
                .time(time)
                .transport(http -> http.sendTimeout(sendTimeout).connectTimeout(sendTimeout))
                .resilience(resilience -> resilience
                        .readBreaker(HARDLY_EVER)
                        .writeBreaker(HARDLY_EVER)
                        .retryBudget(AMPLE)
                        .minimumSendTime(Duration.ofMillis(1))
                        .backoff(Duration.ofMillis(1), Duration.ofMillis(1)))
                .build());
        return new Shop(redemptions, redemptions::resolve);
    }

    /** The same with another way to resolve. */
    Shop resolving(Function<Redemptions, Function<Ticket, CompletionStage<Resolution>>> otherwise) {
        return new Shop(redemptions, otherwise.apply(redemptions));
    }

    RedemptionAttempt prepare(RedemptionRequest request) {
        return redemptions.prepare(request);
    }

    /** Makes the write whose outcome is to be resolved. */
    CompletionStage<?> doubt(Cell cell) {
        return cell.asked() == Asked.RESOLVE_REDEEM
                ? redemptions.redeem(cell.attempt())
                : redemptions.reverse(cell.reversal());
    }

    /** Makes a cell's call. */
    CompletionStage<?> ask(Cell cell) {
        Account.Booking ours = cell.account().ours();
        return switch (cell.asked()) {
            case REDEEM -> redemptions.redeem(cell.attempt());
            case REVERSE -> redemptions.reverse(cell.reversal());
            case RESOLVE_REDEEM, RESOLVE_REVERSE -> resolver.apply(cell.ticket());
            case FIND -> redemptions.find(ours.redeemable(), ours.id(), Freshness.FROM_ISSUER);
            case HISTORY -> redemptions.history(ours.redeemable(), query(cell));
        };
    }

    private static HistoryQuery query(Cell cell) {
        TransactionId ours = Objects.requireNonNull(cell.attempt().transactionId());
        return cell.asksForTransaction() ? HistoryQuery.ofTransaction(ours) : HistoryQuery.ALL_FROM_ISSUER;
    }

    @Override
    public void close() {
        redemptions.close();
    }
}
