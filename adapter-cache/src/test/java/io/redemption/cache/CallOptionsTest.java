package io.redemption.cache;

import static io.redemption.cache.CacheFixtures.COUPON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redemption.model.CallOptions;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedemptionOutcome;
import io.redemption.port.CallOptionsPort;
import io.redemption.port.RedemptionPort;
import io.redemption.testing.ForwardingRedemptionPort;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The options of one call must not change what the callers of a shared read get, nor lose what a write changes. */
class CallOptionsTest {
    private static final CallOptions WAITING = CallOptions.NONE.waitsForRoom(Duration.ofSeconds(1));
    private static final CallOptions BRIEF = CallOptions.NONE.deadline(Duration.ofSeconds(1));

    private final ManualTime time = ManualTime.at(CacheFixtures.NOON);
    private final ProgrammedIssuer issuer = new ProgrammedIssuer();
    private final List<CallOptions> heeded = new ArrayList<>();
    private final CachingRedemptionPort cache = CachingRedemptionPort.over(
            new Heeding(issuer), CacheOptions.builder().time(time).build());

    /** Passes everything on, and says by which options it is called. */
    private final class Heeding extends ForwardingRedemptionPort implements CallOptionsPort {
        Heeding(RedemptionPort issuer) {
            super(issuer);
        }

        @Override
        public RedemptionPort withOptions(CallOptions options) {
            heeded.add(options);
            return this;
        }
    }

    @Test
    void optionsReachTheDelegate() {
        CachingRedemptionPort unused = cache.withOptions(WAITING.deadline(Duration.ofSeconds(2)));

        assertThat(heeded).containsExactly(WAITING.deadline(Duration.ofSeconds(2)));
    }

    @Test
    void aDeadlineSharesReadsAndEntries() {
        cache.withOptions(BRIEF).history(COUPON, HistoryQuery.ALL);
        cache.withOptions(BRIEF).history(COUPON, HistoryQuery.ALL);
        cache.history(COUPON, HistoryQuery.ALL);
        cache.withOptions(BRIEF).lookup(COUPON, Freshness.CACHED_OK);
        cache.lookup(COUPON, Freshness.CACHED_OK);

        assertThat(issuer.histories).hasValue(1);
        assertThat(issuer.lookups).hasValue(1);
    }

    @Test
    void waitingForRoomReadsAloneButServesWhatIsKept() {
        cache.withOptions(WAITING).history(COUPON, HistoryQuery.ALL);
        cache.withOptions(WAITING).history(COUPON, HistoryQuery.ALL);
        assertThat(issuer.histories).as("not kept").hasValue(2);
        cache.history(COUPON, HistoryQuery.ALL);
        cache.withOptions(WAITING).history(COUPON, HistoryQuery.ALL);
        assertThat(issuer.histories).as("kept").hasValue(3);

        cache.withOptions(WAITING).lookup(COUPON, Freshness.CACHED_OK);
        cache.lookup(COUPON, Freshness.CACHED_OK);
        cache.withOptions(WAITING).lookup(COUPON, Freshness.CACHED_OK);
        assertThat(issuer.lookups).hasValue(2);
    }

    @Test
    void aWriteWithOptionsDropsTheSameEntries() {
        issuer.lists(1);
        cache.history(COUPON, HistoryQuery.ALL);
        issuer.lists(1, 2);

        RedemptionOutcome outcome =
                CacheFixtures.answer(cache.withOptions(BRIEF).redeem(CacheFixtures.attempt(2)));

        assertThat(outcome.<Boolean>fold(redeemed -> true, refused -> false, unknown -> false))
                .isTrue();
        assertThat(CacheUnderTest.numbers(
                        cache.history(COUPON, HistoryQuery.ALL).toCompletableFuture()))
                .containsExactly(1, 2);
    }

    @Test
    void whatTheDelegateCannotHeedIsRefusedByName() {
        CachingRedemptionPort simple = CachingRedemptionPort.over(
                issuer, CacheOptions.builder().time(time).build());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> simple.withOptions(WAITING))
                .withMessageStartingWith("waitsForRoom: PT1S");
    }
}
