package io.redemption.tck;

import static io.redemption.tck.BasketJournalUnderTest.ABORTED;
import static io.redemption.tck.BasketJournalUnderTest.ABORTING;
import static io.redemption.tck.BasketJournalUnderTest.COMMITTED;
import static io.redemption.tck.BasketJournalUnderTest.NAME;
import static io.redemption.tck.BasketJournalUnderTest.START;
import static io.redemption.tck.BasketJournalUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.BasketRecord;
import io.redemption.port.BasketJournal.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What is appended and read back. */
final class BasketAppendClauses {
    void addTo(Map<String, BasketJournalClauses.Use> clauses) {
        clauses.put("a basket that is not known has epoch 0 and no records", this::knowsNothing);
        clauses.put("only a start begins a basket that is not known", this::beginsByStart);
        clauses.put("records are read back as they were written, in their order", this::readsBack);
        clauses.put("each decision moves the epoch by one, and no other record does", this::countsDecisions);
        clauses.put("a start drops the records of the earlier run and goes on from its epoch", this::startsAgain);
        clauses.put("baskets have nothing in common, even if their names differ in case alone", this::keepsApart);
    }

    private void knowsNothing(BasketJournalUnderTest journal) {
        assertThat(journal.find(NAME)).isEqualTo(new Log(0, List.of()));
        assertThat(journal.open()).isEmpty();
    }

    private void beginsByStart(BasketJournalUnderTest journal) {
        for (BasketRecord each : List.of(BasketJournalUnderTest.intent(0), done(0), ABORTING, ABORTED, COMMITTED)) {
            assertThat(journal.append(NAME, each, 0)).as(each.kind().name()).isFalse();
        }
        assertThat(journal.append(NAME, START, 1)).as("under epoch 1").isFalse();
        assertThat(journal.find(NAME)).isEqualTo(new Log(0, List.of()));

        journal.appended(NAME, START, 0);
    }

    private void readsBack(BasketJournalUnderTest journal) {
        BasketRecord start = BasketRecord.started(IntStream.range(0, BasketRecord.MAX_STEPS)
                .mapToObj(i -> AttemptId.of("a-" + i))
                .toList());
        List<BasketRecord> written = new ArrayList<>(List.of(start));
        journal.appended(NAME, start, 0);
        for (int step = 0; step < BasketRecord.MAX_STEPS; step++) {
            for (BasketRecord each : BasketJournalUnderTest.ofEachKind(step)) {
                journal.appended(NAME, each, 1);
                written.add(each);
            }
        }
        journal.appended(NAME, ABORTING, 1);
        journal.appended(NAME, ABORTED, 2);
        written.addAll(List.of(ABORTING, ABORTED));

        assertThat(journal.find(NAME).records()).isEqualTo(written);
    }

    private void countsDecisions(BasketJournalUnderTest journal) {
        journal.appended(NAME, START, 0);
        assertThat(journal.find(NAME).epoch()).isEqualTo(1);
        for (BasketRecord each : BasketJournalUnderTest.ofEachKind(0)) {
            journal.appended(NAME, each, 1);
            assertThat(journal.find(NAME).epoch()).as("after " + each.kind()).isEqualTo(1);
        }
        journal.appended(NAME, done(1), 1);
        journal.appended(NAME, done(1), 1);
        journal.appended(NAME, ABORTING, 1);
        assertThat(journal.find(NAME).epoch()).isEqualTo(2);
        journal.appended(NAME, ABORTED, 2);
        assertThat(journal.find(NAME).epoch()).isEqualTo(3);
        journal.appended("Other", START, 0);
        journal.appended("Other", COMMITTED, 1);
        assertThat(journal.find("Other").epoch()).isEqualTo(2);
    }

    private void startsAgain(BasketJournalUnderTest journal) {
        journal.appended(NAME, START, 0);
        journal.appended(NAME, done(0), 1);
        journal.appended(NAME, ABORTING, 1);
        journal.appended(NAME, ABORTED, 2);
        assertThat(journal.find(NAME).records())
                .as("of a basket that has ended")
                .hasSize(4);
        assertThat(journal.append(NAME, START, 0)).as("as if it were not known").isFalse();

        journal.appended(NAME, START, 3);

        assertThat(journal.find(NAME)).isEqualTo(new Log(4, List.of(START)));
        journal.appended(NAME, done(1), 4);
        assertThat(journal.find(NAME).records()).containsExactly(START, done(1));
        assertThat(journal.open()).containsExactly(NAME);
    }

    private void keepsApart(BasketJournalUnderTest journal) {
        String longest = "b".repeat(64);
        List<String> names = List.of("basket", "Basket", "0", longest);
        for (int i = 0; i < names.size(); i++) {
            journal.appended(names.get(i), START, 0);
            journal.appended(names.get(i), done(i), 1);
        }

        journal.appended("basket", COMMITTED, 1);

        for (int i = 1; i < names.size(); i++) {
            assertThat(journal.find(names.get(i))).as(names.get(i)).isEqualTo(new Log(1, List.of(START, done(i))));
        }
        assertThat(journal.open()).containsExactly("Basket", "0", longest);
    }
}
