package io.redemption.cache;

import static io.redemption.cache.CacheFixtures.COUPON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A call without an argument fails with its name. No other failure of this kind proves that nothing was sent. */
class MissingArgumentTest {
    private final CacheUnderTest shop = new CacheUnderTest();

    @SuppressWarnings("NullAway") // What a caller without null checks may do.
    static Stream<Arguments> callsThatLackAnArgument() {
        return Stream.of(
                lacking("attempt", cache -> cache.redeem(null)),
                lacking("attempts", cache -> cache.redeemAll(null)),
                lacking("attempts", cache -> cache.redeemAll(Arrays.asList(CacheFixtures.attempt(2), null))),
                lacking("reversal", cache -> cache.reverse(null)),
                lacking("redeemable", cache -> cache.find(null, RedemptionId.of("rdm-1"), Freshness.CACHED_OK)),
                lacking("redemption", cache -> cache.find(COUPON, null, Freshness.CACHED_OK)),
                lacking("redeemable", cache -> cache.history(null, HistoryQuery.ALL)),
                lacking("query", cache -> cache.history(COUPON, null)),
                lacking("id", cache -> cache.lookup(null, Freshness.CACHED_OK)),
                lacking("freshness", cache -> cache.lookup(COUPON, null)),
                lacking("code", cache -> cache.lookup(null)),
                lacking("request", cache -> cache.validate(null)));
    }

    private static Arguments lacking(String name, Function<CachingRedemptionPort, CompletionStage<?>> call) {
        return arguments(name, call);
    }

    @ParameterizedTest
    @MethodSource("callsThatLackAnArgument")
    void call_lacksAnArgument_failsByItsName(String name, Function<CachingRedemptionPort, CompletionStage<?>> call) {
        Throwable failure = CacheFixtures.failure(call.apply(shop.cache));

        assertThat(failure)
                .isInstanceOf(RedemptionException.class)
                .hasMessageContainingAll("INVALID_ARGUMENT", name, "nothing was sent");
    }
}
