package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Doubt;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Unknown;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The time of an echo that does not carry our own transaction id: by the issuer's clock, and in line with its answers.
 */
class EchoTimeTest extends ClockFixture {
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
}
