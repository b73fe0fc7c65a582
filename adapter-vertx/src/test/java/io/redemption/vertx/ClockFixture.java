package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionListener;
import io.redemption.model.Doubt;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Unknown;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A wrong clock of ours, and an issuer whose answers and redemptions have any time. */
abstract class ClockFixture extends Fixture {
    static final String MARKER = "transa001";
    static final String DROPPED = "";
    static final Duration HOUR = Duration.ofHours(1);
    static final Duration SIX_MINUTES = Duration.ofMinutes(6);

    final List<Duration> differences = new CopyOnWriteArrayList<>();
    volatile Duration ahead = Duration.ZERO;
    volatile Duration since = HOUR;

    /** Our clock is so far ahead of the issuer's from now on. */
    final void weAreAhead(Duration by) {
        ahead = by;
        use(options().time(new OurTime()).listener(new RedemptionListener() {
            @Override
            public void clocksDiffer(ClocksDiffer event) {
                differences.add(event.difference());
            }
        }));
    }

    /** The system's time, as a wrong clock shows it. */
    final class OurTime implements TimeSource {
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
    final void issuerSays(
            RedeemableId id, String transaction, Instant created, @Nullable Instant date, String... more) {
        String json = redemption(id, REDEMPTION.value(), transaction)
                .replace("\"created\":" + CREATED.getEpochSecond(), "\"created\":" + created.getEpochSecond());
        server.answers(withDate(RawServer.response(201, json, more), date));
    }

    static String withDate(String raw, @Nullable Instant date) {
        String field = date == null
                ? ""
                : "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)) + "\r\n";
        return raw.replaceFirst("\r\n", "\r\n" + field);
    }

    /** An attempt that was prepared a while ago, by our clock. */
    RedemptionOutcome redeem(RedeemableId id) {
        RedemptionAttempt attempt = attempt(id);
        Instant prepared = Instant.now().plus(ahead).minus(since);
        return await(
                port.redeem(new RedemptionAttempt(attempt.id(), attempt.request(), attempt.transactionId(), prepared)));
    }

    void assertOutOfTime(RedemptionOutcome outcome) {
        assertThat(outcome).isInstanceOf(Unknown.class);
        assertThat(((Unknown) outcome).ticket().doubt()).isEqualTo(Doubt.ECHO_OUT_OF_TIME);
    }
}
