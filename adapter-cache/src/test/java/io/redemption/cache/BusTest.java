package io.redemption.cache;

import static io.redemption.cache.Given.COUPON;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.HistoryQuery;
import io.redemption.InvalidationBus;
import io.redemption.InvalidationBus.Notice;
import io.redemption.InvalidationBus.Receiver;
import io.redemption.RedeemableChanges.Change;
import io.redemption.RedeemableChanges.RedemptionChange;
import io.redemption.RedeemableId;
import io.redemption.RedemptionId;
import io.redemption.inmemory.InMemoryInvalidationBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one node learns, the others hear; what they may have missed makes them drop everything. */
class BusTest {
    private final InMemoryInvalidationBus bus = InMemoryInvalidationBus.create();
    private final Shop here = new Shop(options -> options.bus(bus).merchant("acme"));
    private final Shop there = new Shop(options -> options.bus(bus).merchant("acme"));
    private final List<Notice> heard = new ArrayList<>();

    private void tell(String origin, long number, RedeemableId id, Change change) {
        bus.publish(new Notice(origin, number, "acme", id, change, null));
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
        there.issuer.onFind = id -> ProgrammedIssuer.now(Optional.of(Given.redemption(2)));
        here.redeem(2);

        var read = there.begin();
        there.time.advance(Duration.ofMillis(750));

        assertThat(Shop.numbers(read)).containsExactly(2, 1);
    }

    @Test
    void redeem_ofAnotherMerchant_isNothingToThisOne() {
        Shop other = new Shop(options -> options.bus(bus).merchant("other"));
        there.read();

        other.redeem(2);

        there.read();
        assertThat(there.issuer.histories).hasValue(1);
    }

    @Test
    void announce_whatIsToldTwice_isPublishedOnceWithNumbersInARow() {
        bus.subscribe(heard::add);

        here.redeem(2);
        here.cache.changed(COUPON, Change.ADDED, new RedemptionChange(RedemptionId.of("rdm-2"), null));
        here.reverse(2);

        assertThat(heard).extracting(Notice::change).containsExactly(Change.ADDED, Change.REMOVED);
        assertThat(heard).extracting(Notice::number).containsExactly(1L, 2L);
        assertThat(heard).extracting(Notice::origin).containsOnly(heard.get(0).origin());
        assertThat(heard).extracting(Notice::redemption).containsOnly(RedemptionId.of("rdm-2"));
    }

    @Test
    void receive_numbersInARow_dropsWhatTheyNameOnly() {
        here.read();

        tell("other", 1, Given.OTHER, Change.SETTLED);
        tell("other", 2, Given.OTHER, Change.SETTLED);
        tell("other", 2, Given.OTHER, Change.SETTLED);

        here.read();
        assertThat(here.issuer.histories).hasValue(1);
    }

    @Test
    void receive_afterAGap_dropsAll() {
        tell("other", 1, Given.OTHER, Change.SETTLED);
        here.read();

        tell("other", 3, Given.OTHER, Change.SETTLED);

        here.read();
        assertThat(here.issuer.histories).hasValue(2);
    }

    @Test
    void receive_originFirstHeardInTheMiddle_dropsAll() {
        here.read();

        tell("other", 7, Given.OTHER, Change.SETTLED);

        here.read();
        assertThat(here.issuer.histories).hasValue(2);
    }

    @Test
    void receive_gapWhileReading_isNotKept() {
        var slow = new java.util.concurrent.CompletableFuture<Optional<io.redemption.RedemptionHistory>>();
        here.issuer.onHistory = query -> slow;
        here.start();
        tell("other", 7, Given.OTHER, Change.SETTLED);
        slow.complete(Optional.of(Given.whole(1)));

        here.start();

        assertThat(here.issuer.histories).hasValue(2);
    }

    /** The doubt of another node is that node's to settle, and its word may get lost. */
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
        Shop shop = new Shop(options -> options.merchant("acme").bus(new InvalidationBus() {
            @Override
            public void publish(Notice notice) {
                numbers.add(notice.number());
                throw new IllegalStateException("broken");
            }

            @Override
            public Registration subscribe(Receiver receiver) {
                return () -> {};
            }
        }));

        assertThat(shop.redeem(2)).isNotNull();
        assertThat(shop.redeem(3)).isNotNull();

        assertThat(numbers).containsExactly(1L, 2L);
        shop.issuer.lists(3, 2);
        assertThat(Shop.numbers(shop.cache.history(COUPON, HistoryQuery.ALL).toCompletableFuture()))
                .containsExactly(3, 2);
    }
}
