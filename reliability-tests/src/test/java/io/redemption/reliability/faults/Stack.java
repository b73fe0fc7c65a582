package io.redemption.reliability.faults;

import io.redemption.RedemptionListener;
import io.redemption.RedemptionPort;
import io.redemption.TimeSource;
import io.redemption.checkout.AttemptJournal;
import io.redemption.checkout.Redemptions;
import io.redemption.resilience.BreakerSettings;
import io.redemption.resilience.ResilienceOptions;
import io.redemption.resilience.ResilienceOptionsBuilder;
import io.redemption.resilience.ResilientRedemptionPort;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions;
import io.redemption.vertx.VertxRedemptionOptionsBuilder;
import io.redemption.vertx.VertxRedemptionPort;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The client stack, put together here and nowhere else in these tests. Collects settings; not thread-safe. */
public final class Stack {
    /** What a test that is about something else gives a send: longer than it takes. */
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);

    private static final BreakerSettings HARDLY_EVER =
            new BreakerSettings(10_000, 10_000, 100, Duration.ofMillis(1), 1_000);

    private final Vertx vertx;
    private VertxRedemptionOptionsBuilder transport;
    private ResilienceOptionsBuilder resilience = ResilienceOptions.builder()
            .minimumSendTime(Duration.ofMillis(1))
            .backoff(Duration.ofMillis(1), Duration.ofMillis(1));
    private @Nullable UnaryOperator<RedemptionPort> instead;
    private AttemptJournal journal = AttemptJournal.inMemory();
    private RedemptionListener listener = RedemptionListener.NONE;
    private TimeSource time = TimeSource.system();

    private Stack(Vertx vertx, String baseUri) {
        this.vertx = vertx;
        this.transport = VertxRedemptionOptions.builder(baseUri, CredentialsProvider.of("merchant", "key"))
                .sendTimeout(SEND_TIMEOUT)
                .connectTimeout(SEND_TIMEOUT);
    }

    /** A stack whose repetitions do not wait, with defaults otherwise. */
    public static Stack to(Vertx vertx, String baseUri) {
        return new Stack(vertx, baseUri);
    }

    public Stack transport(UnaryOperator<VertxRedemptionOptionsBuilder> settings) {
        this.transport = settings.apply(transport);
        return this;
    }

    public Stack resilience(UnaryOperator<ResilienceOptionsBuilder> settings) {
        this.resilience = settings.apply(resilience);
        return this;
    }

    /** Keeps the circuit breakers closed for the first 10,000 sends that fail, and open for a millisecond after that. */
    public Stack breakersOutOfTheWay() {
        return resilience(options -> options.readBreaker(HARDLY_EVER).writeBreaker(HARDLY_EVER));
    }

    /** Puts something else around the transport than the decorator for resilience. */
    public Stack instead(UnaryOperator<RedemptionPort> decorator) {
        this.instead = decorator;
        return this;
    }

    public Stack journal(AttemptJournal other) {
        this.journal = other;
        return this;
    }

    /** Tells one listener the events of every layer. */
    public Stack listener(RedemptionListener other) {
        this.listener = other;
        return this;
    }

    /** Sets the clock and timer of every layer. */
    public Stack time(TimeSource other) {
        this.time = other;
        return this;
    }

    /** Puts it together; closing it closes the connections, and not Vert.x. */
    public Redemptions open() {
        VertxRedemptionPort port = VertxRedemptionPort.create(
                vertx, transport.listener(listener).time(time).build());
        RedemptionPort decorated = instead == null
                ? ResilientRedemptionPort.over(
                        port, resilience.listener(listener).time(time).build())
                : instead.apply(port);
        return Redemptions.builder(decorated)
                .journal(journal)
                .listener(listener)
                .time(time)
                .closing(port)
                .build();
    }
}
