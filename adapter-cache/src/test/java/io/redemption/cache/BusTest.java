package io.redemption.cache;

import static io.redemption.cache.CacheFixtures.COUPON;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionId;
import io.redemption.port.InvalidationBus;
import io.redemption.port.InvalidationBus.Invalidation;
import io.redemption.port.InvalidationBus.Receiver;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Other nodes get what one node learns, and drop everything if they may have missed something. */
class BusTest {
    private final InMemoryInvalidationBus bus = InMemoryInvalidationBus.create();
    private final CacheUnderTest here =
            new CacheUnderTest(options -> options.bus(bus).merchant("acme"));
    private final CacheUnderTest there =
            new CacheUnderTest(options -> options.bus(bus).merchant("acme"));
    private final List<Invalidation> received = new ArrayList<>();

    private void tell(String origin, long number, RedeemableId id, Change change) {
        bus.publish(new Invalidation(origin, number, "acme", id, change, null));
    }

    @Test
    void redeem_onOneNode_isSeenOnTheOther() {
        there.issuer.lists(1);
        there.read();
        there.issuer.lists(2, 1);

        here.redeem(2);

        assertThat(there.read()).containsExactly(2, 1);
    }

    @Test
    void redeem_onOneNode_isCheckedForOnTheOther() {
        there.issuer.lists(1);
        there.issuer.onFind = id -> ProgrammedIssuer.now(Optional.of(CacheFixtures.redemption(2)));
        here.redeem(2);

        var read = there.begin();
        there.time.advance(Duration.ofMillis(750));

        assertThat(CacheUnderTest.numbers(read)).containsExactly(2, 1);
    }

    @Test
    void redeem_ofAnotherMerchant_isNothingToThisOne() {
        CacheUnderTest other = new CacheUnderTest(options -> options.bus(bus).merchant("other"));
        there.read();

        other.redeem(2);

        there.read();
        assertThat(there.issuer.histories).hasValue(1);
    }

    @Test
    void publish_whatIsReportedTwice_isPublishedOnceWithNumbersInARow() {
        bus.subscribe(received::add);

        here.redeem(2);
        here.cache.changed(COUPON, Change.ADDED, new RedemptionChange(RedemptionId.of("rdm-2"), null));
        here.reverse(2);

        assertThat(received).extracting(Invalidation::change).containsExactly(Change.ADDED, Change.REMOVED);
        assertThat(received).extracting(Invalidation::number).containsExactly(1L, 2L);
        assertThat(received)
                .extracting(Invalidation::origin)
                .containsOnly(received.get(0).origin());
        assertThat(received).extracting(Invalidation::redemption).containsOnly(RedemptionId.of("rdm-2"));
    }

    @Test
    void receive_numbersInARow_dropsWhatTheyNameOnly() {
        here.read();

        tell("other", 1, CacheFixtures.OTHER, Change.SETTLED);
        tell("other", 2, CacheFixtures.OTHER, Change.SETTLED);
        tell("other", 2, CacheFixtures.OTHER, Change.SETTLED);

        here.read();
        assertThat(here.issuer.histories).hasValue(1);
    }

    @Test
    void receive_afterAGap_dropsAll() {
        tell("other", 1, CacheFixtures.OTHER, Change.SETTLED);
        here.read();

        tell("other", 3, CacheFixtures.OTHER, Change.SETTLED);

        here.read();
        assertThat(here.issuer.histories).hasValue(2);
    }

    @Test
    void receive_originBeginsInTheMiddle_dropsAll() {
        here.read();

        tell("other", 7, CacheFixtures.OTHER, Change.SETTLED);

        here.read();
        assertThat(here.issuer.histories).hasValue(2);
    }

    @Test
    void receive_gapWhileReading_isNotKept() {
        var slow = new java.util.concurrent.CompletableFuture<Optional<io.redemption.model.RedemptionHistory>>();
        here.issuer.onHistory = query -> slow;
        here.start();
        tell("other", 7, CacheFixtures.OTHER, Change.SETTLED);
        slow.complete(Optional.of(CacheFixtures.whole(1)));

        here.start();

        assertThat(here.issuer.histories).hasValue(2);
    }

    /** Another node settles its own doubts, and its report may get lost. */
    @Test
    void receive_doubtOfAnotherNode_dropsButDoesNotClose() {
        here.read();

        tell("other", 1, COUPON, Change.IN_DOUBT);

        here.read();
        here.read();
        assertThat(here.issuer.histories).hasValue(2);
    }

    @Test
    void close_leavesTheBus() {
        here.cache.close();
        here.cache.close();
        here.read();

        there.redeem(2);

        here.read();
        assertThat(here.issuer.histories).hasValue(1);
    }

    @Test
    void redeem_busThrows_isAnsweredAndTheNextNoticeShowsTheGap() {
        List<Long> numbers = new ArrayList<>();
        CacheUnderTest shop =
                new CacheUnderTest(options -> options.merchant("acme").bus(new InvalidationBus() {
                    @Override
                    public void publish(Invalidation notice) {
                        numbers.add(notice.number());
                        throw new IllegalStateException("broken");
                    }

                    @Override
                    public Subscription subscribe(Receiver receiver) {
                        return () -> {};
                    }
                }));

        assertThat(shop.redeem(2)).isNotNull();
        assertThat(shop.redeem(3)).isNotNull();

        assertThat(numbers).containsExactly(1L, 2L);
        shop.issuer.lists(3, 2);
        assertThat(CacheUnderTest.numbers(
                        shop.cache.history(COUPON, HistoryQuery.ALL).toCompletableFuture()))
                .containsExactly(3, 2);
    }
}
