package io.redemption.vauchar;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Resolution;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptJournal;
import io.redemption.port.IdSource;
import io.redemption.port.InvalidationBus;
import io.redemption.port.TimeSource;
import io.redemption.vertx.CredentialsProvider;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is set once reaches every layer that it concerns. */
class SharedSettingsTest {
    private static final RedeemableId CARD = RedeemableId.giftCard(LoopbackIssuer.CARD);
    private static final RedemptionRequest REQUEST =
            RedemptionRequest.builder(CARD).value("50.00").build();

    private LoopbackIssuer issuer;

    @BeforeEach
    void open() throws IOException {
        issuer = new LoopbackIssuer();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private VaucharOptionsBuilder options() {
        return VaucharOptions.builder(issuer.baseUri(), CredentialsProvider.of("merchant", "key"));
    }

    @Test
    void time_own_measuresEveryLayer() {
        AheadTime time = new AheadTime();
        try (Redemptions shop = VaucharRedemptions.connect(options()
                .time(time)
                .portTimeout(Duration.ofSeconds(20))
                .cached(Duration.ofSeconds(7))
                .build())) {
            shop.blocking().history(CARD, HistoryQuery.ALL);
            shop.blocking().history(CARD, HistoryQuery.ALL);
            long before = issuer.requests("GET");
            time.ahead = Duration.ofSeconds(8);
            shop.blocking().history(CARD, HistoryQuery.ALL);

            assertThat(before).isEqualTo(1);
            assertThat(issuer.requests("GET")).isEqualTo(2);
            assertThat(time.delays)
                    .as("backstop, send timeout, and the total deadline with its grace")
                    .contains(Duration.ofSeconds(20), Duration.ofSeconds(4))
                    .anyMatch(delay -> delay.toSeconds() == 10);
        }
    }

    @Test
    void cached_doubt_closesTheRedeemableUntilItIsSettled() {
        try (Redemptions shop = VaucharRedemptions.connect(options().cached().build())) {
            issuer.losesWrites(true);
            Ticket ticket = unknown(shop.blocking().redeem(REQUEST));
            shop.blocking().history(CARD, HistoryQuery.ALL);
            shop.blocking().history(CARD, HistoryQuery.ALL);
            long inDoubt = issuer.requests("GET");
            Resolution resolution = shop.blocking().resolve(ticket);
            shop.blocking().history(CARD, HistoryQuery.ALL);
            long settled = issuer.requests("GET");
            shop.blocking().history(CARD, HistoryQuery.ALL);

            assertThat(inDoubt).isEqualTo(2);
            assertThat(resolution).isInstanceOf(Resolution.Confirmed.class);
            assertThat(issuer.requests("GET")).isEqualTo(settled);
        }
    }

    @Test
    void settling_own_boundsWhatAbsenceRestsOn() {
        try (Redemptions patient = VaucharRedemptions.connect(options().build());
                Redemptions hasty = VaucharRedemptions.connect(options()
                        .withoutResilience()
                        .transport(
                                http -> http.sendTimeout(Duration.ofMillis(500)).connectTimeout(Duration.ofMillis(400)))
                        .maxExecutionDelay(Duration.ofMillis(500))
                        .maxReadLag(Duration.ofNanos(1))
                        .build())) {
            hasty.blocking().redeem(REQUEST);
            issuer.awaitRequests("GET", 1); // the issuer's list is seen to keep transaction ids
            issuer.losesWrites(false);
            Ticket ticket = unknown(hasty.blocking().redeem(REQUEST));

            assertThat(patient.blocking().resolve(ticket)).isInstanceOf(Resolution.StillUnknown.class);
            assertThat(resolvedWithin(Duration.ofSeconds(10), hasty, ticket)).isInstanceOf(Resolution.Absent.class);
        }
    }

    /** Asks again until it is known. */
    private static Resolution resolvedWithin(Duration limit, Redemptions shop, Ticket ticket) {
        long end = System.nanoTime() + limit.toNanos();
        Resolution resolution = shop.blocking().resolve(ticket);
        while (resolution instanceof Resolution.StillUnknown && System.nanoTime() < end) {
            resolution = shop.blocking().resolve(ticket);
        }
        return resolution;
    }

    @Test
    void journal_shared_isAskedByBoth() {
        AttemptJournal journal = AttemptJournal.inMemory();
        try (Redemptions one =
                        VaucharRedemptions.connect(options().journal(journal).build());
                Redemptions other =
                        VaucharRedemptions.connect(options().journal(journal).build())) {
            RedemptionAttempt attempt = one.prepare(REQUEST);
            one.blocking().redeem(attempt);

            assertThat(other.blocking().redeem(attempt))
                    .isInstanceOfSatisfying(
                            Redeemed.class,
                            redeemed -> assertThat(redeemed.replayed()).isTrue());
            assertThat(issuer.requests("POST")).isEqualTo(1);
        }
    }

    @Test
    void ids_own_nameTheAttempts() {
        try (Redemptions one = VaucharRedemptions.connect(
                        options().ids(IdSource.seeded(7)).build());
                Redemptions other = VaucharRedemptions.connect(
                        options().ids(IdSource.seeded(7)).build())) {
            assertThat(one.prepare(REQUEST).id())
                    .isEqualTo(other.prepare(REQUEST).id());
        }
    }

    @Test
    void close_cached_leavesTheBus() {
        Riders bus = new Riders();
        Redemptions shop = VaucharRedemptions.connect(
                options().cached(cache -> cache.merchant("shop").bus(bus)).build());

        int before = bus.riders.get();
        shop.close();

        assertThat(before).isEqualTo(1);
        assertThat(bus.riders).hasValue(0);
    }

    private static Ticket unknown(RedemptionOutcome outcome) {
        assertThat(outcome).isInstanceOf(Unknown.class);
        return ((Unknown) outcome).ticket();
    }

    /** The machine's time, as far ahead as a test wants it, with a list of what was to be timed. */
    private static final class AheadTime implements TimeSource {
        private final List<Duration> delays = new CopyOnWriteArrayList<>();
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant now() {
            return TimeSource.system().now().plus(ahead);
        }

        @Override
        public long nanoTime() {
            return TimeSource.system().nanoTime() + ahead.toNanos();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            delays.add(delay);
            return TimeSource.system().schedule(delay, task);
        }
    }

    /** Counts who is on the bus. */
    private static final class Riders implements InvalidationBus {
        private final AtomicInteger riders = new AtomicInteger();

        @Override
        public void publish(Invalidation notice) {
            assertThat(notice.merchant()).isEqualTo("shop");
        }

        @Override
        public Subscription subscribe(Receiver receiver) {
            riders.incrementAndGet();
            return riders::decrementAndGet;
        }
    }
}
