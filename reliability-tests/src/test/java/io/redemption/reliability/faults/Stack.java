package io.redemption.reliability.faults;

import io.redemption.Redemptions;
import io.redemption.events.RedemptionListener;
import io.redemption.port.AttemptJournal;
import io.redemption.port.RedemptionPort;
import io.redemption.port.TimeSource;
import io.redemption.resilience.BreakerSettings;
import io.redemption.resilience.ResilienceOptionsBuilder;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharOptionsBuilder;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptionsBuilder;
import io.redemption.vertx.VertxRedemptionPort;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The client stack as platforms get it, with the settings of a test. Collects settings; not thread-safe. */
final class Stack {
    /** What a test that is about something else gives a send: longer than it takes. */
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);

    private static final BreakerSettings HARDLY_EVER =
            new BreakerSettings(10_000, 10_000, 100, Duration.ofMillis(1), 1_000);

    private final VaucharOptionsBuilder options;

    private Stack(String baseUri, CredentialsProvider credentials) {
        this.options = VaucharOptions.builder(baseUri, credentials)
                .transport(http -> http.sendTimeout(SEND_TIMEOUT).connectTimeout(SEND_TIMEOUT))
                .resilience(resilience -> resilience
                        .minimumSendTime(Duration.ofMillis(1))
                        .backoff(Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    /** A stack whose repetitions do not wait, with defaults otherwise. */
    static Stack to(String baseUri) {
        return to(baseUri, CredentialsProvider.of("merchant", "key"));
    }

    /** The same with other credentials. */
    static Stack to(String baseUri, CredentialsProvider credentials) {
        return new Stack(baseUri, credentials);
    }

    Stack transport(Consumer<VertxRedemptionOptionsBuilder> settings) {
        options.transport(settings);
        return this;
    }

    Stack resilience(Consumer<ResilienceOptionsBuilder> settings) {
        options.resilience(settings);
        return this;
    }

    /**
     * Keeps the circuit breakers closed for the first 10,000 sends that fail, and open for a millisecond after that.
     */
    Stack breakersOutOfTheWay() {
        return resilience(resilience -> resilience.readBreaker(HARDLY_EVER).writeBreaker(HARDLY_EVER));
    }

    Stack journal(AttemptJournal journal) {
        options.journal(journal);
        return this;
    }

    /** Tells a listener the events of every layer. */
    Stack listener(RedemptionListener listener) {
        options.listener(listener);
        return this;
    }

    /** Leaves what is unknown alone, so that all permits are the callers'. */
    Stack withoutBackground() {
        options.resolveInBackground(false);
        return this;
    }

    /** Sets the clock and timer of every layer. */
    Stack time(TimeSource time) {
        options.time(time);
        return this;
    }

    /** Connects; closing it gives all back. */
    Redemptions open() {
        return VaucharRedemptions.connect(options.build());
    }

    /** Puts something else around the transport than the assembly does; a stack that no platform gets. */
    Redemptions openWith(UnaryOperator<RedemptionPort> decorator) {
        VertxRedemptionPort port =
                VertxRedemptionPort.create(options.withoutResilience().build().transport());
        return Redemptions.builder(decorator.apply(port)).ownedResource(port).build();
    }
}
