package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Resolution.StillUnknown;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Absence needs time that has certainly passed: monotonic here, the issuer's across processes, never the time of day.
 */
class DoubtTimeTest {
    private static final Duration PORT_TIMEOUT = RedemptionsBuilder.DEFAULT_PORT_TIMEOUT;
    private static final Duration HORIZON =
            RedemptionsBuilder.DEFAULT_MAX_EXECUTION_DELAY.plus(RedemptionsBuilder.DEFAULT_MAX_READ_LAG);

    private final Shop shop = new Shop(new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS));
    private final LyingIssuer issuer = new LyingIssuer(shop.time);
    private final RedemptionAttempt attempt = shop.anAttempt();

    DoubtTimeTest() {
        issuer.serve(shop.port);
        shop.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("lost"));
    }

    static Stream<Duration> steps() {
        return Stream.of("P-1D", "PT-1H", "PT-66S", "PT-1S", "PT1S", "PT66S", "PT1H", "P1D")
                .map(Duration::parse);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void resolve_wallClockStepsAfterTheDoubt_provesNothing(Duration step) {
        Ticket ticket = shop.doubt(attempt);
        shop.time.stepWallClock(step);
        Resolution stepped = shop.resolve(ticket);
        shop.time.advance(HORIZON.minusNanos(1));
        Resolution early = shop.resolve(ticket);
        shop.time.advance(Duration.ofNanos(1));
        Resolution late = shop.resolve(ticket);

        assertThat(stepped).isEqualTo(tooEarly(ticket));
        assertThat(early).isEqualTo(tooEarly(ticket));
        assertThat(late).isInstanceOf(Absent.class);
    }

    /** The clock is set while the answer is awaited, or between that and the look of another process. */
    @ParameterizedTest
    @MethodSource("steps")
    void resolve_elsewhereAndWallClockSteps_waitsForTheIssuersTime(Duration step) {
        issuer.tellsTime = true;
        knowIssuerTime();
        shop.port.onRedeem = any -> {
            shop.time.stepWallClock(step);
            return CompletableFuture.failedStage(new IllegalStateException("lost"));
        };
        Ticket ticket = Ticket.decode(shop.doubt(attempt).encode());
        shop.time.stepWallClock(step);

        Resolution first = Shop.now(shop.elsewhere().build().resolve(ticket));
        shop.time.advance(HORIZON.minusSeconds(1));
        Resolution early = Shop.now(shop.elsewhere().build().resolve(ticket));
        shop.time.advance(Duration.ofSeconds(3));
        Resolution late = Shop.now(shop.elsewhere().build().resolve(ticket));

        assertThat(obstacle(first)).isEqualTo(Obstacle.TOO_EARLY);
        assertThat(obstacle(early)).isEqualTo(Obstacle.TOO_EARLY);
        assertThat(late).isInstanceOf(Absent.class);
    }

    /** Never was an issuer's time seen before the doubt: waiting starts with the first read that succeeds. */
    @Test
    void resolve_elsewhereWithoutIssuerTime_waitsFromTheFirstSuccessfulRead() {
        Ticket ticket = shop.doubt(attempt);
        Redemptions elsewhere = shop.elsewhere().build();
        shop.port.onHistory = query -> CompletableFuture.failedStage(new IllegalStateException("down"));
        Shop.now(elsewhere.resolve(ticket));
        shop.time.advance(Duration.ofDays(1));
        issuer.serve(shop.port);

        Resolution first = Shop.now(elsewhere.resolve(ticket));
        shop.time.advance(HORIZON.minusNanos(1));
        Resolution early = Shop.now(elsewhere.resolve(ticket));
        shop.time.advance(Duration.ofNanos(1));
        Resolution late = Shop.now(elsewhere.resolve(ticket));

        assertThat(first).isEqualTo(tooEarly(ticket));
        assertThat(early).isEqualTo(tooEarly(ticket));
        assertThat(late).isInstanceOf(Absent.class);
    }

    /**
     * A ticket of version 0.1, looked into by a new process each time: the ticket that is handed back carries the
     * begin.
     */
    @Test
    void resolve_oldTicketByANewProcessEachTime_endsByTheTicketsThatAreHandedBack() {
        Ticket old = shop.doubt(attempt);
        issuer.tellsTime = true;

        Ticket second = ((StillUnknown) Shop.now(shop.elsewhere().build().resolve(old))).ticket();
        shop.time.advance(HORIZON.minusSeconds(1));
        Resolution early = Shop.now(shop.elsewhere().build().resolve(second));
        shop.time.advance(Duration.ofSeconds(2));
        Resolution late = Shop.now(shop.elsewhere().build().resolve(Ticket.decode(second.encode())));

        assertThat(second.issuerTime()).isEqualTo(issuerTimeAtStart().plusSeconds(1));
        assertThat(second.timedLater()).isTrue();
        assertThat(obstacle(early)).isEqualTo(Obstacle.TOO_EARLY);
        assertThat(late).isInstanceOf(Absent.class);
    }

    /** What a read shows is as old as the read's begin. */
    @Test
    void resolve_readBeginsBeforeTheHorizonAndEndsAfterIt_isTooEarly() {
        Ticket ticket = shop.doubt(attempt);
        shop.time.advance(HORIZON.minusSeconds(1));
        CompletableFuture<Optional<RedemptionHistory>> slow = new CompletableFuture<>();
        shop.port.onHistory = query -> slow;
        CompletableFuture<Resolution> resolving =
                shop.redemptions.resolve(ticket).toCompletableFuture();

        shop.time.advance(Duration.ofSeconds(5));
        slow.complete(Optional.of(new RedemptionHistory(List.of(), null, null, Completeness.PROVEN, null)));

        assertThat(Shop.now(resolving)).isEqualTo(tooEarly(ticket));
    }

    @Test
    void resolve_firstPageBeforeTheHorizonAndLastAfterIt_isTooEarlyAcrossProcesses() {
        issuer.tellsTime = true;
        knowIssuerTime();
        Ticket ticket = shop.doubt(attempt);
        shop.port.onHistory = query -> {
            Instant now = issuer.issuerTime();
            shop.time.advance(Duration.ofSeconds(40));
            String next = query.cursor() == null ? "p2" : query.cursor().equals("p2") ? "p3" : null;
            return CompletableFuture.completedStage(
                    Optional.of(new RedemptionHistory(List.of(), null, next, Completeness.PROVEN, now)));
        };

        Resolution resolution = Shop.now(shop.elsewhere().build().resolve(ticket));

        assertThat(obstacle(resolution)).isEqualTo(Obstacle.TOO_EARLY);
    }

    /** Counted from the end of the send, not from its begin. */
    @Test
    void resolve_longSend_countsFromItsEnd() {
        CompletableFuture<RedemptionOutcome> answer = new CompletableFuture<>();
        shop.port.onRedeem = any -> answer;
        CompletableFuture<RedemptionOutcome> first = shop.begin(attempt);
        shop.time.advance(PORT_TIMEOUT.minusSeconds(1));
        answer.completeExceptionally(new IllegalStateException("reset"));
        Ticket ticket = ((Unknown) Shop.now(first)).ticket();

        shop.time.advance(HORIZON.minusNanos(1));
        Resolution early = shop.resolve(ticket);
        shop.time.advance(Duration.ofNanos(1));
        Resolution late = shop.resolve(ticket);

        assertThat(ticket.doubtfulSince()).isEqualTo(ManualTime.START.plus(PORT_TIMEOUT.minusSeconds(1)));
        assertThat(early).isEqualTo(tooEarly(ticket));
        assertThat(late).isInstanceOf(Absent.class);
    }

    /** The attempt was absent, and is sent again: an old ticket says nothing of that send. */
    @Test
    void resolve_oldTicketWhileASendIsUnderWay_isTooEarly() {
        Ticket old = shop.doubt(attempt);
        shop.time.advance(HORIZON);
        shop.resolve(old);
        CompletableFuture<RedemptionOutcome> answer = new CompletableFuture<>();
        shop.port.onRedeem = any -> answer;
        shop.send(attempt);
        shop.time.advance(PORT_TIMEOUT.minusSeconds(1));

        Resolution resolution = shop.resolve(old);

        assertThat(obstacle(resolution)).isEqualTo(Obstacle.TOO_EARLY);
    }

    /** The first send is given up and ends only while the second is under way: that ends nothing of the second. */
    @Test
    void resolve_lateEndOfAFormerSend_doesNotEndTheOneUnderWay() {
        Shop idempotent =
                new Shop(new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS, Capability.IDEMPOTENT_ATTEMPTS));
        new LyingIssuer(idempotent.time).serve(idempotent.port);
        CompletableFuture<RedemptionOutcome> first = new CompletableFuture<>();
        CompletableFuture<RedemptionOutcome> second = new CompletableFuture<>();
        idempotent.port.onRedeem = any -> idempotent.port.sent.size() == 1 ? first : second;
        RedemptionAttempt again = idempotent.anAttempt();
        CompletableFuture<RedemptionOutcome> answer = idempotent.begin(again);
        idempotent.time.advance(PORT_TIMEOUT);
        Unknown unknown = (Unknown) Shop.now(answer);
        idempotent.time.advance(HORIZON);
        idempotent.send(again);
        first.complete(unknown);
        idempotent.time.advance(PORT_TIMEOUT.minusSeconds(1));

        assertThat(obstacle(idempotent.resolve(unknown.ticket()))).isEqualTo(Obstacle.TOO_EARLY);
    }

    /** Another process opened it again: the old ticket's time is over, that of the new send is not. */
    @Test
    void resolve_sentAgainByAnotherProcessWithThisJournal_isTooEarlyForTheOldTicket() {
        issuer.tellsTime = true;
        knowIssuerTime();
        Ticket old = shop.doubt(attempt);
        shop.time.advance(HORIZON.plusSeconds(5));
        shop.resolve(old);
        Opening reopened = Shop.now(shop.journal.open(attempt));

        Resolution underWay = shop.resolve(old);

        assertThat(reopened).isEqualTo(new Opening.Fresh(2, true));
        assertThat(obstacle(underWay)).isEqualTo(Obstacle.TOO_EARLY);
        assertThat(shop.known(attempt)).containsInstanceOf(AttemptState.Open.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Doubt.class,
            names = {"CANCELLED", "INTERRUPTED", "BEGUN_EARLIER"})
    void resolve_sendThatNobodySawEnd_waitsForItsLongestEndToo(Doubt doubt) {
        Redemptions elsewhere = shop.elsewhere().build();
        Ticket ticket = Ticket.of(
                attempt, doubt, Likelihood.POSSIBLE, 1, ManualTime.START, ManualTime.START.plus(PORT_TIMEOUT));
        Shop.now(elsewhere.resolve(ticket));
        shop.time.advance(HORIZON.plus(PORT_TIMEOUT).minusNanos(1));
        Resolution early = Shop.now(elsewhere.resolve(ticket));
        shop.time.advance(Duration.ofNanos(1));
        Resolution late = Shop.now(elsewhere.resolve(ticket));

        assertThat(early).isEqualTo(tooEarly(ticket));
        assertThat(late).isInstanceOf(Absent.class);
    }

    @Test
    void redeem_cancelledAtThePort_isDoubtfulFromTheLongestEndOfItsSend() {
        CompletableFuture<RedemptionOutcome> answer = new CompletableFuture<>();
        shop.port.onRedeem = any -> answer;
        CompletableFuture<RedemptionOutcome> call = shop.begin(attempt);
        shop.time.advance(Duration.ofSeconds(2));

        call.cancel(false);
        Ticket ticket = ((Unknown) shop.redeem(attempt)).ticket();
        shop.time.advance(HORIZON.plus(PORT_TIMEOUT).minusNanos(1));
        Resolution early = shop.resolve(ticket);
        shop.time.advance(Duration.ofNanos(1));
        Resolution late = shop.resolve(ticket);

        assertThat(ticket.doubt()).isEqualTo(Doubt.CANCELLED);
        assertThat(ticket.doubtfulSince()).isEqualTo(ManualTime.START.plus(PORT_TIMEOUT));
        assertThat(early).isEqualTo(tooEarly(ticket));
        assertThat(late).isInstanceOf(Absent.class);
    }

    @Test
    void redeem_begunEarlier_isDoubtfulFromNowPlusTheLongestSend() {
        Shop.now(shop.journal.open(attempt));
        shop.time.advance(Duration.ofHours(1));

        Ticket ticket = ((Unknown) shop.redeem(attempt)).ticket();

        assertThat(ticket.doubt()).isEqualTo(Doubt.BEGUN_EARLIER);
        assertThat(ticket.sentAt()).isEqualTo(attempt.preparedAt());
        assertThat(ticket.doubtfulSince()).isEqualTo(shop.time.now().plus(PORT_TIMEOUT));
    }

    private void knowIssuerTime() {
        Ticket other =
                Ticket.of(shop.anAttempt(), Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, shop.time.now(), shop.time.now());
        shop.resolve(other);
    }

    private static Instant issuerTimeAtStart() {
        return ManualTime.START;
    }

    private static StillUnknown tooEarly(Ticket ticket) {
        return new StillUnknown(ticket, Obstacle.TOO_EARLY);
    }

    private static Obstacle obstacle(Resolution resolution) {
        assertThat(resolution).asInstanceOf(type(StillUnknown.class)).isNotNull();
        return ((StillUnknown) resolution).why();
    }
}
