package io.redemption.cache;

import static io.redemption.cache.CacheFixtures.COUPON;
import static io.redemption.cache.ProgrammedIssuer.now;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Likelihood;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A redemption is read from the issuer, and checked against the acknowledged writes. */
class FindingTest {
    private final CacheUnderTest shop = new CacheUnderTest();

    @Test
    void find_issuerLagsAndIsSlow_isAskedNoMoreWhenTimeIsUpAndAnsweredAsAcknowledged() {
        CompletableFuture<Optional<Redemption>> answer = new CompletableFuture<>();
        shop.issuer.onFind = id -> answer;
        shop.redeem(2);

        CompletableFuture<Optional<Redemption>> found = shop.cache
                .find(COUPON, RedemptionId.of("rdm-2"), Freshness.CACHED_OK)
                .toCompletableFuture();
        shop.time.advance(ofMillis(5_750));
        answer.complete(Optional.empty());

        assertThat(CacheFixtures.answer(found)).contains(CacheFixtures.redemption(2));
        assertThat(shop.issuer.finds).hasValue(1);
    }

    /**
     * A remembered write is not an answer of the issuer, and an absence that was not read often enough proves nothing.
     */
    @Test
    void find_fromAnIssuerWhoLagsAndIsSlow_failsWhenTimeIsUp() {
        CompletableFuture<Optional<Redemption>> answer = new CompletableFuture<>();
        shop.issuer.onFind = id -> answer;
        shop.redeem(2);

        CompletionStage<Optional<Redemption>> found =
                shop.cache.find(COUPON, RedemptionId.of("rdm-2"), Freshness.FROM_ISSUER);
        shop.time.advance(ofMillis(5_750));
        answer.complete(Optional.empty());

        assertThat(CacheFixtures.failure(found))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.INCOMPLETE));
        assertThat(shop.issuer.finds).hasValue(1);
    }

    /** The reversal may have been executed, so the absence of its redemption is no lag. */
    @Test
    void find_reversalInDoubt_isBelievedOfTheIssuerAtOnce() {
        Reversal reversal = Reversal.of(CacheFixtures.redemption(2));
        shop.issuer.onReverse = any -> now(new Unknown(
                Ticket.of(reversal, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, CacheFixtures.NOON, CacheFixtures.NOON)));
        shop.redeem(2);
        shop.reverse(2);
        shop.issuer.onFind = id -> now(Optional.empty());

        assertThat(CacheFixtures.answer(shop.cache.find(COUPON, RedemptionId.of("rdm-2"), Freshness.FROM_ISSUER)))
                .isEmpty();

        assertThat(shop.issuer.finds).hasValue(1);
    }

    @Test
    void find_acknowledgedOneIsNotThereYet_isAskedForAgain() {
        AtomicInteger turn = new AtomicInteger();
        shop.issuer.onFind =
                id -> now(turn.getAndIncrement() == 0 ? Optional.empty() : Optional.of(CacheFixtures.redemption(2)));
        shop.redeem(2);

        CompletionStage<Optional<io.redemption.model.Redemption>> found =
                shop.cache.find(COUPON, RedemptionId.of("rdm-2"), Freshness.CACHED_OK);
        shop.time.advance(ofMillis(50));

        assertThat(CacheFixtures.answer(found)).contains(CacheFixtures.redemption(2));
    }

    @Test
    void find_reversedOneIsStillThere_isNotThere() {
        shop.issuer.onFind = id -> now(Optional.of(CacheFixtures.redemption(2)));
        shop.reverse(2);

        assertThat(CacheFixtures.answer(shop.cache.find(COUPON, RedemptionId.of("rdm-2"), Freshness.CACHED_OK)))
                .isEmpty();
    }
}
