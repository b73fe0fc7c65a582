package io.redemption.vauchar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redemption.events.RedemptionListener;
import io.redemption.port.AttemptJournal;
import io.redemption.port.BasketJournal;
import io.redemption.port.TimeSource;
import io.redemption.rules.StandardRules;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class VaucharOptionsTest {
    private static final RedemptionListener OWN_LISTENER = new RedemptionListener() {};
    private static final TimeSource OWN_TIME = new TimeSource() {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            return () -> {};
        }
    };

    private static VaucharOptionsBuilder builder() {
        return VaucharOptions.builder(VaucharOptions.VAUCHAR, CredentialsProvider.of("canary-merchant", "canary-key"));
    }

    @Test
    void build_defaults_areThoseOfTheDesign() {
        VaucharOptions options = builder().build();

        assertThat(options.transport().baseUri()).hasToString("https://api.vauchar.com:443");
        assertThat(options.transport().sendTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(options.resilience())
                .hasValueSatisfying(
                        resilience -> assertThat(resilience.totalDeadline()).isEqualTo(Duration.ofSeconds(10)));
        assertThat(options.cache()).isEmpty();
        assertThat(options.journal()).isEmpty();
        assertThat(options.basketJournal()).isEmpty();
        assertThat(options.portTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.maxExecutionDelay()).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.maxReadLag()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.maxPollsInFlight()).isEqualTo(4);
        assertThat(options.maxPollsPerSecond()).isEqualTo(10);
    }

    /** Each of them is wrong by the least that there is, and one step back is right. */
    static final List<Arguments> CONTRADICTIONS = List.of(
            wrong("minimum send time", o -> o.resilience(r -> r.minimumSendTime(Duration.ofSeconds(4)))),
            wrong("send timeout", o -> o.resilience(r -> r.totalDeadline(Duration.ofMillis(3999)))),
            wrong("total deadline", o -> o.portTimeout(Duration.ofSeconds(10))),
            wrong("port timeout", o -> o.withoutResilience().portTimeout(Duration.ofSeconds(8))),
            wrong("max read lag of the cache", o -> o.cached(c -> c.maxReadLag(Duration.ofMillis(4999)))),
            wrong(
                    "max read lag of the cache",
                    o -> o.cached().maxExecutionDelay(Duration.ofSeconds(60)).maxReadLag(Duration.ofMillis(5001))),
            wrong("time of the transport", o -> o.transport(t -> t.time(OWN_TIME))),
            wrong("listener of the transport", o -> o.transport(t -> t.listener(OWN_LISTENER))),
            wrong("time of the resilience", o -> o.resilience(r -> r.time(OWN_TIME))),
            wrong("listener of the resilience", o -> o.resilience(r -> r.listener(OWN_LISTENER))),
            wrong("time of the cache", o -> o.cached(c -> c.time(OWN_TIME))),
            wrong("listener of the cache", o -> o.cached(c -> c.listener(OWN_LISTENER))),
            wrong("max execution delay", o -> o.maxExecutionDelay(Duration.ZERO).maxReadLag(Duration.ofSeconds(5))),
            wrong(
                    "max read lag",
                    o -> o.maxExecutionDelay(Duration.ofSeconds(60)).maxReadLag(Duration.ofNanos(-1))),
            wrong("polls in flight", o -> o.pollBudget(0, 1)),
            wrong("polls per second", o -> o.pollBudget(1, 0)),
            wrong("pool size", o -> o.transport(t -> t.poolSize(0))));

    static final List<Arguments> AGREEMENTS = List.of(
            right(o -> o.resilience(r -> r.minimumSendTime(Duration.ofMillis(3999)))),
            right(o -> o.resilience(r -> r.totalDeadline(Duration.ofSeconds(4)))),
            right(o -> o.portTimeout(Duration.ofMillis(10_001))),
            right(o -> o.withoutResilience().portTimeout(Duration.ofMillis(8001))),
            right(o -> o.cached(c -> c.maxReadLag(Duration.ofSeconds(5)))),
            right(o -> o.cached(c -> c.maxReadLag(Duration.ofSeconds(9)))
                    .maxExecutionDelay(Duration.ofSeconds(60))
                    .maxReadLag(Duration.ofSeconds(9))),
            right(o -> o.pollBudget(1, 1)),
            right(o -> o.time(OWN_TIME).listener(OWN_LISTENER).cached()));

    private static Arguments wrong(String name, Consumer<VaucharOptionsBuilder> change) {
        return Arguments.of(name, change);
    }

    private static Arguments right(Consumer<VaucharOptionsBuilder> change) {
        return Arguments.of(change);
    }

    @ParameterizedTest
    @FieldSource("CONTRADICTIONS")
    void build_layersThatDoNotFit_isRefusedByName(String name, Consumer<VaucharOptionsBuilder> change) {
        VaucharOptionsBuilder builder = builder();
        change.accept(builder);

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageStartingWith(name + ": ");
    }

    @ParameterizedTest
    @FieldSource("AGREEMENTS")
    void build_layersThatJustFit_isMade(Consumer<VaucharOptionsBuilder> change) {
        VaucharOptionsBuilder builder = builder();
        change.accept(builder);

        assertThat(builder.build()).isEqualTo(builder.build());
    }

    @Test
    void toBuilder_changed_leavesTheOriginalAlone() {
        AttemptJournal journal = AttemptJournal.inMemory();
        BasketJournal basketJournal = BasketJournal.inMemory();
        VaucharOptions options = builder()
                .transport(http -> http.issuer(Issuer.REDEMPTION_SERVER).sendTimeout(Duration.ofSeconds(3)))
                .cached(cache -> cache.timeToLive(Duration.ofSeconds(7)))
                .journal(journal)
                .basketJournal(basketJournal)
                .listener(OWN_LISTENER)
                .portTimeout(Duration.ofSeconds(20))
                .pollBudget(5, 6)
                .build();
        String before = options.toString();

        VaucharOptions changed = options.toBuilder()
                .transport(http -> http.sendTimeout(Duration.ofSeconds(2)))
                .cached(cache -> cache.timeToLive(Duration.ofSeconds(8)))
                .withoutResilience()
                .build();

        assertThat(options).hasToString(before).isNotEqualTo(changed);
        assertThat(options.toBuilder().build()).isEqualTo(options).hasSameHashCodeAs(options);
        assertThat(changed.transport().issuer()).isEqualTo(Issuer.REDEMPTION_SERVER);
        assertThat(changed.transport().sendTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(changed.cache())
                .hasValueSatisfying(cache -> assertThat(cache.timeToLive()).isEqualTo(Duration.ofSeconds(8)));
        assertThat(changed.resilience()).isEmpty();
        assertThat(changed.journal()).contains(journal);
        assertThat(changed.basketJournal()).contains(basketJournal);
        assertThat(changed.listener()).isSameAs(OWN_LISTENER);
        assertThat(changed.portTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(changed.maxPollsInFlight()).isEqualTo(5);
        assertThat(changed.maxPollsPerSecond()).isEqualTo(6);
    }

    @Test
    void builder_usedFurther_doesNotChangeWhatItMade() {
        VaucharOptionsBuilder builder = builder().cached();
        VaucharOptions made = builder.build();

        builder.transport(http -> http.poolSize(3))
                .resilience(r -> r.maxSends(1))
                .cached(c -> c.maxWeight(1));

        assertThat(made.transport().poolSize()).isEqualTo(16);
        assertThat(made).isEqualTo(builder().cached().build());
    }

    @Test
    void requestRules_changes_comeOneAfterAnother() {
        VaucharOptions options = builder()
                .requestRule("acme.one", request -> null)
                .requestRule("acme.two", request -> null)
                .requestRules(rules -> rules.without("acme.one"))
                .build();

        assertThat(options.requestRules(StandardRules.forRequests(2)).names())
                .contains("acme.two")
                .doesNotContain("acme.one")
                .containsAll(StandardRules.forRequests(2).names());
    }

    @Test
    void toString_any_holdsNoCredentials() {
        assertThat(builder().cached().build().toString()).doesNotContain("canary");
    }
}
