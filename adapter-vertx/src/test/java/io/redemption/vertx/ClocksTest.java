package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionListener;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The clock of a shop was six minutes ahead: each redemption was executed, and each was reported as unknown, until the
 * breaker opened.
 */
class ClocksTest extends ClockFixture {
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
                throw new NoSuchMethodError("a broken listener");
            }
        }));
        issuerSays(COUPON, MARKER, Instant.now(), Instant.now());

        assertThat(redeem(COUPON)).isInstanceOf(Redeemed.class);
    }

    @Test
    void within_otherViewsOfThePort_warnOnceTogether() {
        weAreAhead(SIX_MINUTES);
        issuerSays(COUPON, MARKER, Instant.now(), Instant.now());
        await(port.withTimeLeft(Duration.ofSeconds(9)).redeem(attempt(COUPON)));
        await(port.withTimeLeft(Duration.ofSeconds(9)).redeem(attempt(COUPON)));

        assertThat(differences).hasSize(1);
    }
}
