package io.redemption.tck;

import static io.redemption.tck.BasketJournalUnderTest.ABORTED;
import static io.redemption.tck.BasketJournalUnderTest.ABORTING;
import static io.redemption.tck.BasketJournalUnderTest.COMMITTED;
import static io.redemption.tck.BasketJournalUnderTest.NAME;
import static io.redemption.tck.BasketJournalUnderTest.START;
import static io.redemption.tck.BasketJournalUnderTest.done;
import static io.redemption.tck.BasketJournalUnderTest.intent;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.BasketRecord;
import io.redemption.port.BasketJournal;
import io.redemption.port.BasketJournal.Log;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What is known after the process was killed or closed its journal, and by two processes at once. */
final class BasketRestartClauses {
    private static final int RACES = 30;

    void addTo(Map<String, BasketJournalClauses.Use> clauses) {
        clauses.put("what was acknowledged is there after a kill, if the journal survives that", this::survives);
        clauses.put("each last record before a kill is there after it, if the journal survives that", this::keepsLast);
        clauses.put("a writer from before a restart is fenced by what was decided after it", this::fencesOldWriters);
        clauses.put("what was acknowledged is there after the journal was closed", this::survivesClosing);
        clauses.put("of two processes that decide at once, one does, if they share the journal", this::shares);
    }

    private void survives(BasketJournalUnderTest journal) {
        journal.appended("ended", START, 0);
        journal.appended("ended", COMMITTED, 1);
        journal.appended("running", START, 0);
        journal.appended("running", intent(0), 1);
        journal.appended("aborting", START, 0);
        journal.appended("aborting", done(0), 1);
        journal.appended("aborting", ABORTING, 1);

        journal.restart();

        if (!journal.port().survivesRestart()) {
            assertThat(journal.open()).as("a journal that forgets").isEmpty();
            return;
        }
        assertThat(journal.find("ended")).isEqualTo(new Log(2, List.of(START, COMMITTED)));
        assertThat(journal.find("running")).isEqualTo(new Log(1, List.of(START, intent(0))));
        assertThat(journal.find("aborting")).isEqualTo(new Log(2, List.of(START, done(0), ABORTING)));
        assertThat(journal.open()).containsExactly("running", "aborting");
        journal.appended("aborting", ABORTED, 2);
        journal.appended("running", ABORTING, 1);
        assertThat(journal.open()).containsExactly("running");
        assertThat(journal.append("running", done(1), 1)).isFalse();
        journal.appended("ended", START, 2);
    }

    private void keepsLast(BasketJournalUnderTest journal) {
        if (!journal.port().survivesRestart()) {
            return; // nothing is promised
        }
        List<BasketRecord> run = List.of(START, intent(0), done(0), ABORTING, ABORTED);
        long epoch = 0;
        for (int i = 0; i < run.size(); i++) {
            journal.appended(NAME, run.get(i), epoch);
            epoch += run.get(i).kind().movesEpoch() ? 1 : 0;

            journal.restart();

            assertThat(journal.find(NAME)).isEqualTo(new Log(epoch, run.subList(0, i + 1)));
        }
    }

    private void fencesOldWriters(BasketJournalUnderTest journal) {
        if (!journal.port().survivesRestart()) {
            return; // nothing is promised
        }
        BasketJournal paused = journal.port();
        journal.appended(NAME, START, 0);
        journal.restart();
        journal.appended(NAME, ABORTING, 1);

        for (BasketRecord late : List.of(intent(0), COMMITTED, ABORTING)) {
            assertThat(journal.await(paused.append(NAME, late, 1)))
                    .as(late.kind().name())
                    .isFalse();
        }
        assertThat(journal.find(NAME).records()).containsExactly(START, ABORTING);
    }

    private void survivesClosing(BasketJournalUnderTest journal) throws Exception {
        boolean survives = journal.port().survivesRestart();
        journal.appended(NAME, START, 0);
        journal.closeFirst();

        journal.restart();

        assertThat(journal.find(NAME).records()).isEqualTo(survives ? List.of(START) : List.of());
    }

    private void shares(BasketJournalUnderTest journal) throws InterruptedException {
        if (!journal.port().isShared()) {
            return; // nothing is promised
        }
        BasketJournal other = journal.another();
        for (int round = 0; round < RACES; round++) {
            String basket = "b" + round;
            Callable<Boolean> one = () -> journal.append(basket, START, 0);
            Callable<Boolean> two = () -> journal.await(other.append(basket, START, 0));
            assertThat(new Race("two processes", journal.timeout()).run(List.of(one, two)))
                    .as("started by")
                    .containsOnlyOnce(true);

            Callable<Boolean> commits = () -> journal.append(basket, COMMITTED, 1);
            Callable<Boolean> aborts = () -> journal.await(other.append(basket, ABORTING, 1));
            List<Boolean> decided = new Race("two processes", journal.timeout()).run(List.of(commits, aborts));

            assertThat(decided).as("decided by").containsOnlyOnce(true);
            assertThat(journal.await(other.find(basket)))
                    .isEqualTo(new Log(2, List.of(START, decided.get(0) ? COMMITTED : ABORTING)));
        }
    }
}
