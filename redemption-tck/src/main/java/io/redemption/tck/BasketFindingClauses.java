package io.redemption.tck;

import static io.redemption.tck.BasketJournalUnderTest.ABORTED;
import static io.redemption.tck.BasketJournalUnderTest.ABORTING;
import static io.redemption.tck.BasketJournalUnderTest.COMMITTED;
import static io.redemption.tck.BasketJournalUnderTest.START;
import static io.redemption.tck.BasketJournalUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Which baskets are open, and which of them nobody works on. */
final class BasketFindingClauses {
    private static final Duration UNTOUCHED = Duration.ofMillis(300);
    private static final int MOST_TRIES = 20;
    private static final int MANY = 40;

    void addTo(Map<String, BasketJournalClauses.Use> clauses) {
        clauses.put("open are the baskets that started and did not end", this::listsOpen);
        clauses.put("the oldest open baskets come first, at most so many", this::listsOldest);
        clauses.put("a basket is untouched from its last record on", this::knowsUntouched);
    }

    private void listsOpen(BasketJournalUnderTest journal) {
        List<String> names = List.of("one", "two", "three", "four", "five");
        names.forEach(name -> journal.appended(name, START, 0));
        assertThat(journal.open()).isEqualTo(names);
        journal.appended("two", COMMITTED, 1);
        journal.appended("three", ABORTING, 1);
        journal.appended("four", ABORTING, 1);
        journal.appended("four", ABORTED, 2);
        journal.appended("five", done(0), 1);

        assertThat(journal.open()).containsExactly("one", "three", "five");

        journal.appended("two", done(0), 2);
        assertThat(journal.open()).as("with a record after the end").containsExactly("one", "three", "five");
        assertThat(journal.append("one", START, 0)).isFalse();
        assertThat(journal.append("none", COMMITTED, 0)).isFalse();
        assertThat(journal.open()).as("after what was not appended").containsExactly("one", "three", "five");
    }

    private void listsOldest(BasketJournalUnderTest journal) {
        List<String> names = new ArrayList<>();
        for (int i = MANY; i > 0; i--) {
            names.add("b" + i);
            journal.appended("b" + i, START, 0);
        }
        journal.appended(names.get(0), done(0), 1);
        journal.appended(names.get(3), COMMITTED, 1);
        names.remove(3);

        assertThat(journal.open()).isEqualTo(names);
        assertThat(journal.open(Duration.ZERO, MANY)).isEqualTo(names);
        assertThat(journal.open(Duration.ZERO, 7)).isEqualTo(names.subList(0, 7));
        assertThat(journal.open(Duration.ZERO, 1)).isEqualTo(names.subList(0, 1));
    }

    private void knowsUntouched(BasketJournalUnderTest journal) {
        journal.appended("touched", START, 0);
        journal.appended("untouched", START, 0);
        assertThat(journal.open(Duration.ofDays(1), 10)).isEmpty();
        awaitUntouched(journal, 2);

        // On a slow machine the touched one may be untouched for so long again before it is looked at.
        boolean inTime = false;
        for (int i = 0; i < MOST_TRIES && !inTime; i++) {
            long begun = TimeSource.system().nanoTime();
            journal.appended("touched", done(0), 1);
            List<String> untouched = journal.open(UNTOUCHED, 10);
            inTime = TimeSource.system().nanoTime() - begun < UNTOUCHED.toNanos() / 2;
            if (inTime) {
                assertThat(untouched).containsExactly("untouched");
            }
        }
        assertThat(inTime).as("the machine was fast enough for this clause").isTrue();
        awaitUntouched(journal, 2);
    }

    private static void awaitUntouched(BasketJournalUnderTest journal, int baskets) {
        long end = TimeSource.system().nanoTime() + journal.timeout().toNanos();
        List<String> untouched = journal.open(UNTOUCHED, 10);
        while (untouched.size() < baskets && TimeSource.system().nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            untouched = journal.open(UNTOUCHED, 10);
        }
        assertThat(untouched).as("untouched in the end").hasSize(baskets);
    }
}
