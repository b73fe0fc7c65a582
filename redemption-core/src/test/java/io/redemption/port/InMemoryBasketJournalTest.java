package io.redemption.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.ManualTime;
import io.redemption.model.AttemptId;
import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The journal of baskets in memory: epochs fence, and open baskets are found. */
class InMemoryBasketJournalTest {
    private static final BasketRecord START = BasketRecord.started(List.of(AttemptId.of("a-1")));
    private static final BasketRecord DONE = BasketRecord.ofRedemption(Kind.DONE, 0, RedemptionId.of("red-1"));
    private static final BasketRecord ABORTING = BasketRecord.of(Kind.ABORTING, "PRESUMED");
    private static final BasketRecord ABORTED = BasketRecord.of(Kind.ABORTED, null);

    private final ManualTime time = new ManualTime();
    private final BasketJournal journal = BasketJournal.inMemory(time);

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private boolean append(BasketRecord record, long epoch) {
        return now(journal.append("basket", record, epoch));
    }

    @Test
    void append_decisions_moveTheEpochAndOthersDoNot() {
        assertThat(append(START, 0)).isTrue();
        assertThat(append(DONE, 1)).isTrue();
        assertThat(append(DONE, 1)).isTrue();
        assertThat(append(ABORTING, 1)).isTrue();
        assertThat(append(ABORTED, 2)).isTrue();

        BasketJournal.Log log = now(journal.find("basket"));
        assertThat(log.epoch()).isEqualTo(3);
        assertThat(log.records()).containsExactly(START, DONE, DONE, ABORTING, ABORTED);
    }

    @Test
    void append_epochMoved_isNotAppended() {
        append(START, 0);
        append(ABORTING, 1);

        assertThat(append(DONE, 1)).isFalse();
        assertThat(append(BasketRecord.of(Kind.COMMITTED, null), 1)).isFalse();
        assertThat(append(START, 0)).isFalse();
        assertThat(now(journal.find("basket")).records()).containsExactly(START, ABORTING);
    }

    @Test
    void append_toABasketThatDidNotStart_isNotAppended() {
        assertThat(append(DONE, 0)).isFalse();
        assertThat(append(START, 7)).isFalse();
        assertThat(now(journal.find("basket"))).isEqualTo(new BasketJournal.Log(0, List.of()));
    }

    @Test
    void append_startOfAnEndedBasket_dropsTheEarlierRun() {
        append(START, 0);
        append(ABORTING, 1);
        append(ABORTED, 2);

        assertThat(append(START, 3)).isTrue();

        assertThat(now(journal.find("basket"))).isEqualTo(new BasketJournal.Log(4, List.of(START)));
        assertThat(now(journal.openBaskets(Duration.ZERO, 10))).containsExactly("basket");
    }

    @Test
    void openBaskets_someTouchedLatelyAndSomeEnded_areTheOthersOldestFirst() {
        List.of("one", "two", "three", "four").forEach(name -> now(journal.append(name, START, 0)));
        time.advance(Duration.ofSeconds(10));
        now(journal.append("two", DONE, 1));
        now(journal.append("three", BasketRecord.of(Kind.COMMITTED, null), 1));

        assertThat(now(journal.openBaskets(Duration.ofSeconds(10), 10))).containsExactly("one", "four");
        assertThat(now(journal.openBaskets(Duration.ofSeconds(10), 1))).containsExactly("one");
        assertThat(now(journal.openBaskets(Duration.ofSeconds(11), 10))).isEmpty();
        assertThat(now(journal.openBaskets(Duration.ZERO, 10))).containsExactly("one", "two", "four");
    }

    @Test
    void append_tooManyOpenBaskets_failsAndEndedOnesAreDisplaced() {
        for (int i = 0; i < InMemoryBasketJournal.MAX_BASKETS; i++) {
            now(journal.append("open" + i, START, 0));
        }

        assertThatThrownBy(() -> append(START, 0))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RedemptionException.class);

        for (int i = 0; i < InMemoryBasketJournal.MAX_BASKETS; i++) {
            now(journal.append("open" + i, BasketRecord.of(Kind.COMMITTED, null), 1));
        }
        append(START, 0);
        append(BasketRecord.of(Kind.COMMITTED, null), 1);
        assertThat(now(journal.find("open0")).records()).isEmpty();
        assertThat(now(journal.find("open1")).records()).isNotEmpty();
    }
}
