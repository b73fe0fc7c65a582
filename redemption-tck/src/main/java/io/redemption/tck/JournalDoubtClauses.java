package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.TransactionChoice;
import io.redemption.port.AttemptJournal;
import io.redemption.port.PendingDoubt;
import io.redemption.port.ReversalState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** How doubts are handed out: each to one at a time, until it is settled or a person has it. */
final class JournalDoubtClauses {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final int TAKERS = 8;
    private static final int DOUBTS = 40;

    void addTo(Map<String, JournalClauses.Use> clauses) {
        clauses.put("a doubt is handed out with its ticket, its opening and its age", this::handsOut);
        clauses.put("an attempt that was just opened is not handed out", this::holdsWhatIsUnderWay);
        clauses.put("an attempt whose call has not ended is handed out with a ticket too", this::handsOutWithoutAnswer);
        clauses.put("a doubt is handed out to one at a time", this::leases);
        clauses.put("of many that take doubts at once, each gets others", this::racesForDoubts);
        clauses.put("the oldest doubts are handed out first, and not more than asked for", this::takesTheOldest);
        clauses.put("what is settled is not handed out", this::forgetsSettled);
        clauses.put("what was handed over to a person is not handed out", this::handsOver);
        clauses.put("a doubt without a marker is not handed out", this::keepsHopeless);
        clauses.put("a reversal in doubt is handed out", this::handsOutReversals);
    }

    private void handsOut(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        PendingDoubt given = journal.doubt(attempt);

        List<PendingDoubt> taken = journal.takeDoubts(10, LEASE);

        assertThat(taken).hasSize(1);
        PendingDoubt doubt = taken.get(0);
        assertThat(doubt.ticket()).isEqualTo(given.ticket());
        assertThat(doubt.opening()).isEqualTo(given.opening());
        assertThat(doubt.subject()).isEqualTo(attempt.id());
        assertThat(doubt.age()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }

    private void holdsWhatIsUnderWay(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        long opening = journal.openFresh(attempt);
        assertThat(journal.takeDoubts(10, LEASE)).isEmpty();

        journal.settle(attempt, opening, JournalUnderTest.unknown(attempt));

        assertThat(journal.takeDoubts(10, LEASE)).isEmpty();
    }

    private void handsOutWithoutAnswer(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        long opening = journal.openFresh(attempt);
        PendingDoubt pending = new PendingDoubt(PendingDoubt.begunEarlier(attempt), opening, Duration.ZERO);
        assertThat(journal.hold(pending, Duration.ZERO)).isTrue();

        List<PendingDoubt> taken = journal.takeDoubts(10, LEASE);

        assertThat(taken).extracting(PendingDoubt::ticket).containsExactly(PendingDoubt.begunEarlier(attempt));
    }

    private void leases(JournalUnderTest journal) {
        journal.doubt(journal.attempt());
        PendingDoubt doubt = journal.takeDoubts(10, LEASE).get(0);

        assertThat(journal.takeDoubts(10, LEASE)).as("while it is held").isEmpty();
        assertThat(journal.hold(doubt, LEASE)).as("renewed").isTrue();
        assertThat(journal.takeDoubts(10, LEASE)).as("while it is held").isEmpty();
        if (journal.port().isShared()) {
            AttemptJournal other = journal.another();
            assertThat(journal.await(other.takeDoubts(10, LEASE)))
                    .as("by another")
                    .isEmpty();
            assertThat(journal.await(other.hold(doubt, LEASE))).as("by another").isFalse();
        }
        assertThat(journal.hold(doubt, Duration.ZERO)).as("given back").isTrue();
        assertThat(journal.takeDoubts(10, LEASE)).as("given back").hasSize(1);
    }

    private void racesForDoubts(JournalUnderTest journal) throws Exception {
        for (int i = 0; i < DOUBTS; i++) {
            journal.doubt(journal.attempt());
        }
        AttemptJournal other = journal.port().isShared() ? journal.another() : journal.port();
        List<Callable<List<PendingDoubt>>> takers = IntStream.range(0, TAKERS)
                .<Callable<List<PendingDoubt>>>mapToObj(i -> () -> {
                    List<PendingDoubt> taken = new ArrayList<>();
                    for (int round = 0; round < DOUBTS / TAKERS + 2; round++) {
                        taken.addAll(journal.await((i % 2 == 0 ? journal.port() : other).takeDoubts(2, LEASE)));
                    }
                    return taken;
                })
                .toList();

        List<List<PendingDoubt>> taken = new Race("taking doubts", journal.timeout()).run(takers);

        List<Object> subjects = new ArrayList<>();
        taken.forEach(each -> each.forEach(doubt -> subjects.add(doubt.subject())));
        subjects.addAll(journal.takeDoubts(DOUBTS, LEASE).stream()
                .map(PendingDoubt::subject)
                .toList());
        assertThat(subjects).hasSize(DOUBTS).doesNotHaveDuplicates();
    }

    private void takesTheOldest(JournalUnderTest journal) throws InterruptedException {
        List<Object> oldestFirst = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            oldestFirst.add(journal.doubt(journal.attempt()).subject());
            Thread.sleep(3); // a journal's clock may count milliseconds
        }

        assertThat(journal.takeDoubts(3, LEASE))
                .extracting(PendingDoubt::subject)
                .containsExactlyElementsOf(oldestFirst.subList(0, 3));
        assertThat(journal.takeDoubts(3, LEASE))
                .extracting(PendingDoubt::subject)
                .containsExactlyElementsOf(oldestFirst.subList(3, 5));
    }

    private void forgetsSettled(JournalUnderTest journal) {
        RedemptionAttempt redeemed = journal.attempt();
        PendingDoubt first = journal.doubt(redeemed);
        RedemptionAttempt discarded = journal.attempt();
        PendingDoubt second = journal.doubt(discarded);

        journal.settle(redeemed, first.opening(), JournalUnderTest.redeemed(redeemed));
        journal.discard(discarded, second.opening());

        assertThat(journal.takeDoubts(10, LEASE)).isEmpty();
        assertThat(journal.hold(first, LEASE)).as("settled").isFalse();
        journal.openFresh(discarded);
        assertThat(journal.hold(second, LEASE)).as("opened again").isFalse();
    }

    private void handsOver(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        PendingDoubt doubt = journal.doubt(attempt);

        journal.handOver(doubt);
        journal.handOver(doubt);

        assertThat(journal.takeDoubts(10, LEASE)).isEmpty();
        assertThat(journal.hold(doubt, Duration.ZERO)).isFalse();
        assertThat(journal.find(attempt)).as("still in doubt").isPresent();
        journal.settle(attempt, doubt.opening(), JournalUnderTest.redeemed(attempt));
        journal.assertRedeemed(attempt, JournalUnderTest.redemption(attempt));
    }

    private void keepsHopeless(JournalUnderTest journal) {
        RedemptionAttempt attempt =
                journal.attempt(JournalUnderTest.request().transaction(new TransactionChoice.AsGiven(null)));
        long opening = journal.openFresh(attempt);
        journal.settle(attempt, opening, JournalUnderTest.unknown(attempt));
        PendingDoubt doubt = new PendingDoubt(JournalUnderTest.unknown(attempt).ticket(), opening, Duration.ZERO);

        boolean unused = journal.hold(doubt, Duration.ZERO);

        assertThat(journal.takeDoubts(10, LEASE)).isEmpty();
    }

    private void handsOutReversals(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        journal.settle(attempt, journal.openFresh(attempt), JournalUnderTest.redeemed(attempt));
        Redemption redemption = JournalUnderTest.redemption(attempt);
        PendingDoubt doubt =
                new PendingDoubt(JournalUnderTest.reversalTicket(redemption), AttemptJournal.NO_OPENING, Duration.ZERO);
        journal.reversal(redemption, new ReversalState.InDoubt(doubt.ticket()));
        assertThat(journal.takeDoubts(10, LEASE)).as("just recorded").isEmpty();

        assertThat(journal.hold(doubt, Duration.ZERO)).isTrue();

        List<PendingDoubt> taken = journal.takeDoubts(10, LEASE);
        assertThat(taken).extracting(PendingDoubt::subject).containsExactly(doubt.subject());
        assertThat(taken).extracting(PendingDoubt::opening).containsExactly(AttemptJournal.NO_OPENING);
        journal.reversal(redemption, new ReversalState.Gone());
        assertThat(journal.hold(doubt, Duration.ZERO)).isFalse();
        assertThat(journal.takeDoubts(10, LEASE)).isEmpty();
    }
}
