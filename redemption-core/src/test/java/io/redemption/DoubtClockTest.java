package io.redemption;

import static io.redemption.ManualTime.START;
import static io.redemption.port.AttemptJournal.NO_OPENING;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much time is proven to have passed since a doubt began, and which doubts are remembered. */
class DoubtClockTest {
    private static final Duration LONGEST_SEND = Duration.ofSeconds(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 100_000;

    private final ManualTime time = new ManualTime();
    private final DoubtClock clock = new DoubtClock(time, LONGEST_SEND);
    private final RedemptionAttempt attempt = attempt();
    private final AttemptId key = attempt.id();
    private final Ticket ticket = ticket(START);

    @Test
    void keyOf_isTheAttemptOrTheReversal() {
        Reversal reversal = new Reversal(Samples.CARD, RedemptionId.of("res-1"));

        assertThat(DoubtClock.keyOf(ticket)).isEqualTo(key);
        assertThat(DoubtClock.keyOf(Ticket.of(reversal, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, START, START)))
                .isEqualTo(reversal);
    }

    @Test
    void isUnderWay_untilEachSendHasEnded() {
        clock.sending(key, 1);
        clock.sending(key, 1);
        clock.sent(key);
        boolean afterOne = clock.isUnderWay(key);
        clock.sent(key);

        assertThat(afterOne).isTrue();
        assertThat(clock.isUnderWay(key)).isFalse();
        assertThat(clock.isUnderWay("another")).isFalse();
    }

    @Test
    void isLast_onlyTheNewestSendOfTheKey() {
        long first = clock.sending(key, 1);
        long second = clock.sending(key, 1);

        assertThat(clock.isLast(key, first)).isFalse();
        assertThat(clock.isLast(key, second)).isTrue();
        assertThat(clock.isLast("another", second)).isFalse();
    }

    @Test
    void elapsed_whileASendIsUnderWay_isZero() {
        clock.sending(key, 1);
        time.advance(MINUTE);

        assertThat(elapsed()).isZero();
    }

    @Test
    void elapsed_afterASend_countsFromItsEndOrFromALaterOne() {
        clock.sending(key, 1);
        time.advance(MINUTE);
        clock.sent(key);
        time.advance(MINUTE);
        Duration sinceTheEnd = elapsed();
        clock.sentLate(key);
        Duration sinceTheLateEnd = elapsed();

        assertThat(sinceTheEnd).isEqualTo(MINUTE);
        assertThat(sinceTheLateEnd).isZero();
    }

    /** The clock failed when the send ended: waiting starts with the first look. */
    @Test
    void elapsed_endOfTheSendCouldNotBeRead_countsFromTheFirstLook() {
        DoubtClock broken = new DoubtClock(
                new BrokenTime(time, BrokenTime.Part.NANO_TIME, new IllegalStateException("no clock"), 1),
                LONGEST_SEND);
        long number = broken.sending(key, 1);
        broken.sent(key);
        Duration first = broken.elapsed(ticket, 1, null, 0);
        Duration second = broken.elapsed(ticket, 1, null, MINUTE.toNanos());

        assertThat(first).isZero();
        assertThat(second).isEqualTo(MINUTE);
        assertThat(broken.isLast(key, number)).as("it is still that send").isTrue();
    }

    @Test
    void elapsed_settled_beginsAnewUnlessASendIsUnderWay() {
        clock.sending(key, 1);
        clock.settled(key);
        boolean underWay = clock.isUnderWay(key);
        clock.sent(key);
        clock.settled(key);
        time.advance(MINUTE);

        assertThat(underWay).isTrue();
        assertThat(elapsed()).isZero();
    }

    /** What is known of another opening of the journal says nothing of this one. */
    @Test
    void elapsed_otherOpening_countsFromTheFirstLook() {
        long number = clock.sending(key, 1);
        clock.sent(key);
        time.advance(MINUTE);

        assertThat(clock.elapsed(ticket, 1, null, now())).isEqualTo(MINUTE);
        assertThat(clock.elapsed(ticket, NO_OPENING, null, now())).isEqualTo(MINUTE);
        assertThat(clock.elapsed(ticket, 2, null, now())).isZero();
        assertThat(clock.isLast(key, number)).isFalse();
        time.advance(MINUTE);
        assertThat(clock.elapsed(ticket, 2, null, now())).isEqualTo(MINUTE);
    }

    /** A read that began before the doubt shows nothing of what passed since. */
    @Test
    void elapsed_readBeganBeforeTheDoubt_isZero() {
        time.advance(MINUTE);
        clock.sending(key, 1);
        clock.sent(key);

        assertThat(clock.elapsed(ticket, 1, null, 0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // minutes of this clock, minutes of the issuer's   proven
        "0, 5, 5",
        "5, 0, 5",
        "5, 5, 5",
        "5, 7, 7",
        "7, 5, 7",
        "0, -5, 0",
    })
    void elapsed_doubtOfAnotherProcess_isTheLongerOfBothClocks(long waited, long told, long proven) {
        Ticket timed = ticket.withIssuerTime(START);
        clock.elapsed(timed, NO_OPENING, null, 0);

        assertThat(clock.elapsed(
                        timed,
                        NO_OPENING,
                        START.plus(MINUTE.multipliedBy(told)),
                        MINUTE.multipliedBy(waited).toNanos()))
                .isEqualTo(MINUTE.multipliedBy(proven));
    }

    /** This process saw the send end, so it knows best. */
    @Test
    void elapsed_doubtOfThisProcess_ignoresTheIssuersClock() {
        clock.sending(key, 1);
        clock.sent(key);

        assertThat(clock.elapsed(ticket.withIssuerTime(START), 1, START.plus(MINUTE), now()))
                .isZero();
    }

    @Test
    void issuerNow_isALittleLaterThanReportedAndGoesOn() {
        Instant before = clock.issuerNow();
        clock.issuerTime(START, 0);
        time.advance(MINUTE);
        Instant after = clock.issuerNow();
        clock.issuerTime(START, MINUTE.plusSeconds(5).toNanos());

        assertThat(before).isNull();
        assertThat(after).isEqualTo(START.plusSeconds(61));
        assertThat(clock.issuerNow()).as("asked later than now").isEqualTo(START.plusSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        // seconds from now until the doubt begins   seconds added to the issuer's time
        "-60, 0",
        "0, 0",
        "10, 10",
        "30, 30",
        "31, 30",
        "3600, 30",
    })
    void stamped_doubtBeginsLater_addsThatUpToTheLongestSend(long ahead, long added) {
        clock.issuerTime(START, 0);

        Ticket stamped = clock.stamped(ticket(START.plusSeconds(ahead)));

        assertThat(stamped.issuerTime()).isEqualTo(START.plusSeconds(1 + added));
        assertThat(stamped.timedLater()).isFalse();
    }

    @Test
    void stamped_timedBeforeOrNoTimeKnown_isTheSame() {
        assertThat(clock.stamped(ticket)).isEqualTo(ticket);
        clock.issuerTime(START, 0);
        Ticket timed = ticket.withIssuerTime(START.minusSeconds(9));

        assertThat(clock.stamped(timed)).isEqualTo(timed);
    }

    /** The oldest go first, those of which a send is under way stay, and one that is sent again is the newest. */
    @Test
    void sending_moreThanAreRemembered_forgetsTheOldestThatHasEnded() {
        clock.sending("under way", 1);
        long oldest = ended("oldest");
        ended("sent again");
        long second = ended("second");
        for (int i = 4; i < REMEMBERED; i++) {
            ended(i);
        }
        boolean isFull = clock.isLast("oldest", oldest);
        long again = ended("sent again");
        boolean isStillFull = clock.isLast("oldest", oldest);
        ended("one more");
        boolean isForgotten = !clock.isLast("oldest", oldest);

        assertThat(isFull).isTrue();
        assertThat(isStillFull).isTrue();
        assertThat(isForgotten).isTrue();
        assertThat(clock.isLast("second", second)).isTrue();
        ended("and another");
        assertThat(clock.isLast("second", second)).isFalse();
        assertThat(clock.isLast("sent again", again)).isTrue();
        assertThat(clock.isUnderWay("under way")).isTrue();
    }

    private long ended(Object which) {
        long number = clock.sending(which, 1);
        clock.sent(which);
        return number;
    }

    private Duration elapsed() {
        return clock.elapsed(ticket, 1, null, now());
    }

    private long now() {
        return time.nanoTime();
    }

    private Ticket ticket(Instant doubtfulSince) {
        return Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, START, doubtfulSince);
    }

    private static RedemptionAttempt attempt() {
        RedemptionRequest request =
                Samples.aRequest().uniqueTransaction("order-7").build();
        return new RedemptionAttempt(AttemptId.of("order-7"), request, TransactionId.of("order-7"), START);
    }
}
