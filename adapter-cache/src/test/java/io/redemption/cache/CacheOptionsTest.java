package io.redemption.cache;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.port.InvalidationBus;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Options are checked when they are built, and say which of them is wrong. */
class CacheOptionsTest {
    private static Arguments options(String named, UnaryOperator<CacheOptionsBuilder> change) {
        return Arguments.of(named, change);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                options("time to live: PT0S", builder -> builder.timeToLive(ZERO)),
                options(
                        "time to live: PT24H0.001S",
                        builder -> builder.timeToLive(ofDays(1).plusMillis(1))),
                options("time to live of absence: PT-1S", builder -> builder.timeToLiveOfAbsence(ofSeconds(-1))),
                options("time to live of absence: PT31S", builder -> builder.timeToLiveOfAbsence(ofSeconds(31))),
                options("max weight: -1", builder -> builder.maxWeight(-1)),
                options("max weight: 1000000001", builder -> builder.maxWeight(1_000_000_001)),
                options("max read lag: PT-1S", builder -> builder.maxReadLag(ofSeconds(-1))),
                options("max read lag: PT1H1S", builder -> builder.maxReadLag(ofSeconds(3601))),
                options(
                        "number of reread delays: 6",
                        builder -> builder.rereadDelays(Collections.nCopies(6, ofMillis(1)))),
                options("reread delay: PT0S", builder -> builder.rereadDelays(List.of(ZERO))),
                options("reread delay: PT6S", builder -> builder.rereadDelays(List.of(ofMillis(50), ofSeconds(6)))),
                options("merchant: <129 characters>", builder -> builder.merchant("m".repeat(129))),
                options("merchant: empty", builder -> builder.bus(new SilentBus())));
    }

    static Stream<Arguments> right() {
        return Stream.of(
                options(
                        "least",
                        builder -> builder.timeToLive(ofMillis(1))
                                .timeToLiveOfAbsence(ZERO)
                                .maxWeight(0)
                                .maxReadLag(ZERO)
                                .rereadDelays(List.of())),
                options(
                        "most",
                        builder -> builder.timeToLive(ofDays(1))
                                .timeToLiveOfAbsence(ofDays(1))
                                .maxWeight(1_000_000_000)
                                .maxReadLag(ofSeconds(3600))
                                .rereadDelays(Collections.nCopies(5, ofSeconds(5)))
                                .merchant("m".repeat(128))
                                .bus(new SilentBus())));
    }

    private record SilentBus() implements InvalidationBus {
        @Override
        public void publish(Invalidation notice) {}

        @Override
        public Subscription subscribe(Receiver receiver) {
            return () -> {};
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void build_outOfRange_namesTheValue(String named, UnaryOperator<CacheOptionsBuilder> change) {
        assertThatThrownBy(() -> change.apply(CacheOptions.builder()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(named)
                .hasMessageContaining("expected:");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("right")
    void build_atTheEndsOfTheRanges_isAllowed(String named, UnaryOperator<CacheOptionsBuilder> change) {
        assertThatCode(() -> change.apply(CacheOptions.builder()).build()).doesNotThrowAnyException();
    }

    @Test
    void toBuilder_ofOptions_buildsEqualOnes() {
        CacheOptions options = CacheOptions.builder()
                .timeToLive(ofSeconds(7))
                .merchant("shop")
                .bus(new SilentBus())
                .build();

        assertThat(options.toBuilder().build()).isEqualTo(options).hasSameHashCodeAs(options);
        assertThat(options.toBuilder().maxWeight(1).build()).isNotEqualTo(options);
    }

    @Test
    void build_builderChangesLater_optionsDoNot() {
        CacheOptionsBuilder builder = CacheOptions.builder();
        CacheOptions options = builder.build();

        builder.maxWeight(1);

        assertThat(options.maxWeight()).isEqualTo(CacheOptions.DEFAULT_MAX_WEIGHT);
    }

    @Test
    void retention_isLongerThanAnyAnswerLives() {
        assertThat(CacheOptions.builder().build().retention()).isEqualTo(ofSeconds(60));
        assertThat(CacheOptions.builder().timeToLive(ofSeconds(56)).build().retention())
                .isEqualTo(ofSeconds(61));
    }

    @Test
    void toString_holdsNoMerchant() {
        assertThat(CacheOptions.builder().merchant("canary").build())
                .hasToString("time to live PT30S, of absence PT1S, max weight 100000, max read lag PT5S, reread after"
                        + " [PT0.05S, PT0.2S, PT0.5S]");
    }
}
