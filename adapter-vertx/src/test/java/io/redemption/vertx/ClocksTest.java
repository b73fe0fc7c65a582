package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Doubt;
import io.redemption.HistoryQuery;
import io.redemption.RedeemableId;
import io.redemption.Redeemed;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionListener;
import io.redemption.RedemptionOutcome;
import io.redemption.TimeSource;
import io.redemption.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clock of a shop was six minutes ahead: each redemption was executed, and each was told as unknown, until the breaker
 * opened.
 */
class ClocksTest extends Fixture {
    private static final String MARKER = "transa001";
    private static final String DROPPED = "";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SIX_MINUTES = Duration.ofMinutes(6);

    private final List<Duration> differences = new CopyOnWriteArrayList<>();
    private volatile Duration ahead = Duration.ZERO;
    private volatile Duration since = HOUR;

    /** Our clock is so far ahead of the issuer's from now on. */
    private void weAreAhead(Duration by) {
        ahead = by;
        use(options().time(new OurTime()).listener(new RedemptionListener() {
            @Override
            public void clocksDiffer(ClocksDiffer event) {
                differences.add(event.difference());
            }
        }));
    }

    /** The system's time, as a clock shows it that somebody has set wrong. */
    private final class OurTime implements TimeSource {
        @Override
        public Instant now() {
            return TimeSource.system().now().plus(ahead);
        }

        @Override
        public long nanoTime() {
            return TimeSource.system().nanoTime();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            return TimeSource.system().schedule(delay, task);
        }
    }

    /** The issuer answers with a redemption that it made at one time, in an answer that it made at another. */
    private void issuerSays(
            RedeemableId id, String transaction, Instant created, @Nullable Instant date, String... more) {
        String json = redemption(id, REDEMPTION.value(), transaction)
                .replace("\"created\":" + CREATED.getEpochSecond(), "\"created\":" + created.getEpochSecond());
        server.answers(withDate(RawServer.response(201, json, more), date));
    }

    private static String withDate(String raw, @Nullable Instant date) {
        String field = date == null
                ? ""
                : "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)) + "\r\n";
        return raw.replaceFirst("\r\n", "\r\n" + field);
    }

    /** An attempt that was prepared a while ago, by our clock. */
    private RedemptionOutcome redeem(RedeemableId id) {
        RedemptionAttempt attempt = attempt(id);
        Instant prepared = Instant.now().plus(ahead).minus(since);
        return await(
                port.redeem(new RedemptionAttempt(attempt.id(), attempt.request(), attempt.transactionId(), prepared)));
    }

    private void assertOutOfTime(RedemptionOutcome outcome) {
        assertThat(outcome).isInstanceOf(Unknown.class);
        assertThat(((Unknown) outcome).ticket().doubt()).isEqualTo(Doubt.ECHO_OUT_OF_TIME);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void redeem_ourMarkerByAClockThatDiffers_isRedeemedAndWarnedOfOnce(RedeemableId id) {
        for (Duration by : List.of(SIX_MINUTES, SIX_MINUTES.negated(), Duration.ofDays(400))) {
            differences.clear();
            weAreAhead(by);
            since = Duration.ZERO;
            for (int i = 0; i < 40; i++) {
                issuerSays(id, MARKER, Instant.now(), Instant.now());
                assertThat(redeem(id)).isInstanceOf(Redeemed.class);
            }

            assertThat(differences)
                    .singleElement()
                    .satisfies(told -> assertThat(told.plus(by).abs()).isLessThanOrEqualTo(Duration.ofSeconds(2)));
        }
    }

    @Test
    void redeem_ourMarkerAndNoDate_isRedeemedAndWarnedOfByItsTime() {
        since = Duration.ZERO;
        weAreAhead(SIX_MINUTES);
        issuerSays(COUPON, MARKER, Instant.now(), null);
        assertThat(redeem(COUPON)).isInstanceOf(Redeemed.class);
        assertThat(redeem(COUPON)).isInstanceOf(Redeemed.class);
        assertThat(differences).hasSize(1).allMatch(Duration::isNegative);

        weAreAhead(SIX_MINUTES.negated());
        issuerSays(COUPON, MARKER, Instant.now(), null);
        assertThat(redeem(COUPON)).isInstanceOf(Redeemed.class);
        assertThat(differences).hasSize(2);
        assertThat(differences.get(1)).isPositive();
    }

    @Test
    void redeem_clocksThatDifferByLessThanAllowed_areNotWarnedOf() {
        weAreAhead(Duration.ofMinutes(4));
        issuerSays(COUPON, MARKER, Instant.now(), Instant.now());

        assertThat(redeem(COUPON)).isInstanceOf(Redeemed.class);
        assertThat(differences).isEmpty();
    }

    @Test
    void redeem_differenceChanges_isWarnedOfAgainOnlyAfterMoreThanAMinute() {
        weAreAhead(Duration.ofMinutes(10));
        for (Duration by : List.of(Duration.ofMinutes(10), Duration.ofSeconds(610), Duration.ofSeconds(655))) {
            ahead = by;
            issuerSays(COUPON, MARKER, Instant.now(), Instant.now());
            redeem(COUPON);
        }
        assertThat(differences).hasSize(1);

        ahead = Duration.ofMinutes(12);
        issuerSays(COUPON, MARKER, Instant.now(), Instant.now());
        redeem(COUPON);
        assertThat(differences).hasSize(2);
    }

    @Test
    void redeem_listenerThatThrows_makesNoDifference() {
        ahead = SIX_MINUTES;
        use(options().time(new OurTime()).listener(new RedemptionListener() {
            @Override
            public void clocksDiffer(ClocksDiffer event) {
                throw new IllegalStateException("a broken listener");
            }
        }));
        issuerSays(COUPON, MARKER, Instant.now(), Instant.now());

        assertThat(redeem(COUPON)).isInstanceOf(Redeemed.class);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void redeem_noMarkerButTheIssuersOwnTime_isJudgedByThatAndNotByOurs(RedeemableId id) {
        weAreAhead(SIX_MINUTES);
        since = Duration.ofSeconds(1);
        issuerSays(id, DROPPED, Instant.now(), Instant.now());
        assertThat(redeem(id)).isInstanceOf(Redeemed.class);

        issuerSays(id, DROPPED, Instant.now().minus(HOUR), Instant.now());
        assertOutOfTime(redeem(id));

        issuerSays(id, DROPPED, Instant.now().plus(SIX_MINUTES), Instant.now());
        assertOutOfTime(redeem(id));
    }

    @Test
    void redeem_noMarkerAndOlderThanTheSendButNotThanItsAttempt_isRedeemed() {
        weAreAhead(SIX_MINUTES);
        since = HOUR.multipliedBy(2);
        issuerSays(COUPON, DROPPED, Instant.now().minus(HOUR), Instant.now());

        assertThat(redeem(COUPON)).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeem_noMarkerAndNoCreated_isOfTheTimeOfTheAnswer() {
        weAreAhead(SIX_MINUTES);
        server.answers(withDate(
                RawServer.response(
                        201,
                        redemption(COUPON, REDEMPTION.value(), DROPPED)
                                .replace(",\"created\":" + CREATED.getEpochSecond(), "")),
                Instant.now()));

        assertThat(redeem(COUPON)).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeem_noMarkerAndNoDate_isJudgedByOurClockAndItsConnectionIsNotUsedAgain() {
        since = Duration.ofSeconds(1);
        issuerSays(COUPON, DROPPED, Instant.now(), null);
        assertThat(redeem(COUPON)).isInstanceOf(Redeemed.class);

        weAreAhead(SIX_MINUTES);
        issuerSays(COUPON, DROPPED, Instant.now(), null);
        int before = server.connections();
        assertOutOfTime(redeem(COUPON));
        assertOutOfTime(redeem(COUPON));
        assertThat(server.connections()).isEqualTo(before + 2);
    }

    @Test
    void redeem_strayAnswerOfAnHourAgo_fallsOutOfTheLineOfTheOthers() {
        since = HOUR.multipliedBy(2);
        for (int i = 0; i < 12; i++) {
            issuerSays(COUPON, DROPPED, Instant.now(), Instant.now());
            assertThat(redeem(COUPON)).isInstanceOf(Redeemed.class);
        }

        Instant then = Instant.now().minus(HOUR);
        issuerSays(COUPON, DROPPED, then, then);
        assertOutOfTime(redeem(COUPON));

        issuerSays(COUPON, DROPPED, Instant.now(), Instant.now());
        assertThat(redeem(COUPON)).as("the stray one has not moved the line").isInstanceOf(Redeemed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6, 20})
    void redeem_serversWithClocksOfTheirOwnBehindOneAddress_areAllInLine(int answers) {
        since = HOUR.multipliedBy(2);
        for (int i = 0; i < answers; i++) {
            // Reads teach as well: the first answer of the second server is one.
            Instant date = Instant.now().plusSeconds(i % 2 * 100L);
            server.answers(withDate(RawServer.response(200, "{\"data\":[]}"), date));
            await(port.history(COUPON, HistoryQuery.ALL));

            issuerSays(COUPON, DROPPED, date, date);
            assertThat(redeem(COUPON)).isInstanceOf(Redeemed.class);
        }
    }

    @Test
    void history_answersThatACacheHasKept_teachNothing() {
        since = HOUR.multipliedBy(2);
        Instant then = Instant.now().minus(HOUR);
        String list = withDate(RawServer.response(200, "{\"data\":[]}", "Age: 3600"), then);
        server.answers(list);
        for (int i = 0; i < 10; i++) {
            assertThat(await(port.history(COUPON, HistoryQuery.ALL)))
                    .hasValueSatisfying(
                            history -> assertThat(history.issuerTime()).isNull());
        }
        issuerSays(COUPON, DROPPED, Instant.now(), Instant.now());
        assertThat(redeem(COUPON)).isInstanceOf(Redeemed.class);

        // The twin: the same answers, not kept but made then, are the line.
        use(options());
        server.answers(list.replace("Age: 3600", "Age: 0"));
        for (int i = 0; i < 10; i++) {
            await(port.history(COUPON, HistoryQuery.ALL));
        }
        issuerSays(COUPON, DROPPED, Instant.now(), Instant.now());
        assertOutOfTime(redeem(COUPON));
    }

    @Test
    void redeem_echoOfAnotherWithAnotherTime_isAMismatchAndNotOnlyOutOfTime() {
        issuerSays(COUPON, "transa002", Instant.now().minus(HOUR.multipliedBy(9)), Instant.now());

        assertThat(((Unknown) redeem(COUPON)).ticket().doubt()).isEqualTo(Doubt.ECHO_MISMATCH);
    }

    @Test
    void within_otherViewsOfThePort_warnOnceTogether() {
        weAreAhead(SIX_MINUTES);
        issuerSays(COUPON, MARKER, Instant.now(), Instant.now());
        await(port.within(Duration.ofSeconds(9)).redeem(attempt(COUPON)));
        await(port.within(Duration.ofSeconds(9)).redeem(attempt(COUPON)));

        assertThat(differences).hasSize(1);
    }
}
