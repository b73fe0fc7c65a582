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
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.RedemptionId;
import io.redemption.port.BasketJournal;
import io.redemption.port.BasketJournal.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Who may append: nobody after another one has decided. */
final class BasketFencingClauses {
    private static final int WRITERS = 16;
    private static final int ROUNDS = 20;

    void addTo(Map<String, BasketJournalClauses.Use> clauses) {
        clauses.put("a record under another epoch is not appended, and changes nothing", this::fences);
        clauses.put("of many that start one basket at once, one does", this::startsOnce);
        clauses.put("of many that decide at once, one does", this::decidesOnce);
        clauses.put("of many records under one epoch, none is lost", this::keepsAll);
        clauses.put("a decision and other records at once leave nothing behind the decision", this::closesTheEpoch);
        clauses.put("two finders undo one basket, and one of them ends it", this::endsOnce);
    }

    private void fences(BasketJournalUnderTest journal) {
        journal.appended(NAME, START, 0);
        journal.appended(NAME, done(0), 1);
        journal.appended(NAME, ABORTING, 1);

        for (BasketRecord each : List.of(START, intent(1), done(1), ABORTING, ABORTED, COMMITTED)) {
            for (long epoch : new long[] {0, 1, 3, -1, Long.MAX_VALUE}) {
                assertThat(journal.append(NAME, each, epoch))
                        .as(each.kind() + " under epoch " + epoch + " instead of 2")
                        .isFalse();
            }
        }
        assertThat(journal.find(NAME)).isEqualTo(new Log(2, List.of(START, done(0), ABORTING)));
    }

    private static long race(BasketJournalUnderTest journal, String basket, List<BasketRecord> records, long epoch)
            throws InterruptedException {
        List<Callable<Boolean>> writers = records.stream()
                .<Callable<Boolean>>map(record -> () -> journal.append(basket, record, epoch))
                .toList();
        return new Race("appending", journal.timeout())
                .run(writers).stream().filter(appended -> appended).count();
    }

    private void startsOnce(BasketJournalUnderTest journal) throws InterruptedException {
        List<BasketRecord> starts =
                IntStream.range(0, WRITERS).mapToObj(i -> START).toList();
        for (int round = 0; round < ROUNDS; round++) {
            String basket = "b" + round;

            assertThat(race(journal, basket, starts, 0)).as("starts").isEqualTo(1);

            assertThat(journal.find(basket)).isEqualTo(new Log(1, List.of(START)));
        }
    }

    private void decidesOnce(BasketJournalUnderTest journal) throws InterruptedException {
        List<BasketRecord> decisions = IntStream.range(0, WRITERS)
                .mapToObj(i -> i % 2 == 0 ? ABORTING : COMMITTED)
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            String basket = "b" + round;
            journal.appended(basket, START, 0);

            assertThat(race(journal, basket, decisions, 1)).as("decisions").isEqualTo(1);

            Log log = journal.find(basket);
            assertThat(log.epoch()).isEqualTo(2);
            assertThat(log.records()).hasSize(2);
        }
    }

    private void keepsAll(BasketJournalUnderTest journal) throws InterruptedException {
        List<BasketRecord> records = IntStream.range(0, WRITERS)
                .mapToObj(BasketJournalUnderTest::done)
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            String basket = "b" + round;
            journal.appended(basket, START, 0);

            assertThat(race(journal, basket, records, 1)).as("records").isEqualTo(WRITERS);

            List<BasketRecord> found = journal.find(basket).records();
            assertThat(found).hasSize(WRITERS + 1).containsAll(records);
            assertThat(found.get(0)).isEqualTo(START);
        }
    }

    private void closesTheEpoch(BasketJournalUnderTest journal) throws InterruptedException {
        List<BasketRecord> records = new ArrayList<>(IntStream.range(0, WRITERS)
                .mapToObj(BasketJournalUnderTest::done)
                .toList());
        records.add(WRITERS / 2, ABORTING);
        for (int round = 0; round < ROUNDS; round++) {
            String basket = "b" + round;
            journal.appended(basket, START, 0);

            long appended = race(journal, basket, records, 1);

            List<BasketRecord> found = journal.find(basket).records();
            assertThat(found).hasSize((int) appended + 1).contains(ABORTING);
            assertThat(found.indexOf(ABORTING)).as("position of the decision").isEqualTo(found.size() - 1);
        }
    }

    private void endsOnce(BasketJournalUnderTest journal) throws InterruptedException {
        BasketRecord begins = BasketRecord.ofRedemption(Kind.COMP_INTENT, 0, RedemptionId.of("red-0"));
        BasketRecord ends = BasketRecord.ofStep(Kind.COMP_DONE, 0, null);
        BasketJournal port = journal.port();
        for (int round = 0; round < ROUNDS; round++) {
            String basket = "b" + round;
            journal.appended(basket, START, 0);
            journal.appended(basket, done(0), 1);
            journal.appended(basket, ABORTING, 1);
            long epoch = journal.find(basket).epoch();
            Callable<Boolean> finder = () -> journal.await(port.append(basket, begins, epoch))
                    && journal.await(port.append(basket, ends, epoch))
                    && journal.await(port.append(basket, ABORTED, epoch));

            List<Boolean> ended = new Race("undoing", journal.timeout()).run(List.of(finder, finder));

            assertThat(ended).as("ended by").containsOnlyOnce(true);
            Log log = journal.find(basket);
            assertThat(log.epoch()).isEqualTo(3);
            assertThat(log.records()).containsOnlyOnce(ABORTED).endsWith(ABORTED);
        }
        assertThat(journal.open()).isEmpty();
    }
}
