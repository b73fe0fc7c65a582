package io.redemption.cache;

import static io.redemption.cache.CacheFixtures.COUPON;
import static io.redemption.cache.ProgrammedIssuer.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.cache.CacheListener.CacheResult;
import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableState;
import io.redemption.model.RedemptionException;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionPort;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Look-ups: by id from memory, by code from the issuer. */
class StateCacheTest {
    private static final Code CODE = Code.of("SAVE-10");

    private final CacheUnderTest shop = new CacheUnderTest();

    private Optional<RedeemableState> lookup(Freshness freshness) {
        return CacheFixtures.answer(shop.cache.lookup(COUPON, freshness));
    }

    @Test
    void lookup_byIdTwice_isReadOnce() {
        shop.issuer.onLookup = () -> now(Optional.of(CacheFixtures.state()));

        assertThat(lookup(Freshness.CACHED_OK)).contains(CacheFixtures.state());
        assertThat(lookup(Freshness.CACHED_OK)).contains(CacheFixtures.state());

        assertThat(shop.issuer.lookups).hasValue(1);
        assertThat(shop.log.weight).isEqualTo(1);
    }

    @Test
    void lookup_fromIssuer_isReadEachTime() {
        shop.issuer.onLookup = () -> now(Optional.of(CacheFixtures.state()));

        lookup(Freshness.FROM_ISSUER);
        lookup(Freshness.FROM_ISSUER);

        assertThat(shop.issuer.lookups).hasValue(2);
        assertThat(shop.log.results).containsExactly(CacheResult.BYPASSED, CacheResult.BYPASSED);
    }

    @Test
    void lookup_byCode_asksTheIssuerEachTimeAndIsKnownByIdAfterwards() {
        shop.issuer.onLookup = () -> now(Optional.of(CacheFixtures.state()));

        CacheFixtures.answer(shop.cache.lookup(CODE));
        CacheFixtures.answer(shop.cache.lookup(CODE));
        assertThat(shop.issuer.lookups).hasValue(2);

        assertThat(lookup(Freshness.CACHED_OK)).contains(CacheFixtures.state());
        assertThat(shop.issuer.lookups).hasValue(2);
    }

    @Test
    void lookup_byCodeAcrossAChange_isNotKept() {
        CompletableFuture<Optional<RedeemableState>> slow = new CompletableFuture<>();
        shop.issuer.onLookup = () -> slow;
        var byCode = shop.cache.lookup(CODE);
        shop.cache.changed(COUPON, Change.SETTLED, null);
        slow.complete(Optional.of(CacheFixtures.state()));
        assertThat(CacheFixtures.answer(byCode)).isPresent();

        lookup(Freshness.CACHED_OK);

        assertThat(shop.issuer.lookups).hasValue(2);
    }

    @Test
    void lookup_cancelled_cancelsTheRead() {
        CompletableFuture<Optional<RedeemableState>> slow = new CompletableFuture<>();
        shop.issuer.onLookup = () -> slow;

        shop.cache.lookup(CODE).toCompletableFuture().cancel(false);

        assertThat(slow).isCancelled();
    }

    @Test
    void lookup_stateAndHistoryOfTheSameRedeemable_areKeptApart() {
        shop.issuer.onLookup = () -> now(Optional.of(CacheFixtures.state()));
        shop.issuer.lists(1);

        lookup(Freshness.CACHED_OK);
        shop.read();

        assertThat(lookup(Freshness.CACHED_OK)).contains(CacheFixtures.state());
        assertThat(shop.read()).containsExactly(1);
        assertThat(shop.log.weight).isEqualTo(3);
    }

    @Test
    void lookup_delegateDescribesNothing_isNotSupported() {
        CachingRedemptionPort cache = CachingRedemptionPort.over(
                onlyRedemptions(), CacheOptions.builder().build());

        assertThat(CacheFixtures.failure(cache.lookup(COUPON, Freshness.CACHED_OK)))
                .satisfies(StateCacheTest::isNotSupported);
        assertThat(CacheFixtures.failure(cache.lookup(COUPON, Freshness.FROM_ISSUER)))
                .satisfies(StateCacheTest::isNotSupported);
        assertThat(CacheFixtures.failure(cache.lookup(CODE))).satisfies(StateCacheTest::isNotSupported);
        assertThat(CacheFixtures.failure(cache.validate(CacheFixtures.attempt(1).request())))
                .satisfies(StateCacheTest::isNotSupported);
        assertThat(CacheFixtures.answer(cache.history(COUPON, HistoryQuery.ALL)))
                .isPresent();
    }

    private static void isNotSupported(Throwable failure) {
        assertThat(((RedemptionException) failure).code()).isEqualTo(FailureCode.NOT_SUPPORTED);
    }

    /** The same issuer as a mere port for redemptions. */
    private RedemptionPort onlyRedemptions() {
        return (RedemptionPort) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RedemptionPort.class},
                (proxy, method, arguments) -> method.invoke(shop.issuer, arguments));
    }

    @Test
    void toString_showsSettingsAndDelegate() {
        assertThat(shop.cache).hasToString("Caching(PT30S, 100000, Programmed)");
    }
}
