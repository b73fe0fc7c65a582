package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Reversal;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import io.redemption.port.MarkerEvidence;
import io.redemption.port.PendingDoubt;
import io.redemption.port.ReversalState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What is known after the process was killed, and by two processes at once. */
final class JournalRestartClauses {
    private static final int RACES = 30;

    void addTo(Map<String, JournalClauses.Use> clauses) {
        clauses.put("what was acknowledged is known after a kill, if the journal survives that", this::survives);
        clauses.put("doubts are handed out after a kill, if the journal survives that", this::handsOutAfterwards);
        clauses.put("of two processes that open one attempt at once, one may send, if they share it", this::shares);
        clauses.put("what was learned of the issuer's lists is kept", this::keepsEvidence);
    }

    private void survives(JournalUnderTest journal) {
        RedemptionAttempt redeemed = journal.attempt(JournalUnderTest.request().uniqueTransaction("order-1"));
        journal.settle(redeemed, journal.openFresh(redeemed), JournalUnderTest.redeemed(redeemed));
        RedemptionAttempt refused = journal.attempt();
        journal.settle(refused, journal.openFresh(refused), JournalUnderTest.refused());
        RedemptionAttempt inDoubt = journal.attempt();
        long doubted = journal.openFresh(inDoubt);
        journal.settle(inDoubt, doubted, JournalUnderTest.unknown(inDoubt));
        RedemptionAttempt absent = journal.attempt();
        journal.absent(absent, journal.openFresh(absent));
        RedemptionAttempt reversed = journal.attempt();
        journal.settle(reversed, journal.openFresh(reversed), JournalUnderTest.redeemed(reversed));
        Redemption gone = JournalUnderTest.redemption(reversed);
        journal.reversal(gone, new ReversalState.Gone());
        RedemptionAttempt underWay = journal.attempt();
        long opening = journal.openFresh(underWay); // the last call before the kill

        journal.restart();

        if (!journal.port().survivesRestart()) {
            assertThat(journal.find(underWay)).as("a journal that forgets").isEmpty();
            return;
        }
        assertThat(journal.open(underWay)).isEqualTo(new Opening.Known(new AttemptState.Open(opening, null)));
        journal.assertRedeemed(redeemed, JournalUnderTest.redemption(redeemed));
        assertThat(journal.find(refused)).contains(new AttemptState.Settled(JournalUnderTest.refused()));
        assertThat(journal.find(inDoubt))
                .contains(new AttemptState.Open(
                        doubted, JournalUnderTest.unknown(inDoubt).ticket()));
        assertThat(journal.find(absent)).contains(new AttemptState.Absent());
        assertThat(journal.find(reversed)).contains(new AttemptState.Reversed(Reversal.of(gone)));
        RedemptionAttempt same = journal.attempt(JournalUnderTest.request().uniqueTransaction("order-1"));
        assertThat(journal.open(same)).isInstanceOf(Opening.TransactionTaken.class);
        RedemptionAttempt other = JournalUnderTest.attempt(
                underWay.id(), JournalUnderTest.request().value("50.01"));
        assertThat(journal.open(other)).isInstanceOf(Opening.Reused.class);
        journal.settle(underWay, opening, JournalUnderTest.redeemed(underWay));
        journal.assertRedeemed(underWay, JournalUnderTest.redemption(underWay));
    }

    private void handsOutAfterwards(JournalUnderTest journal) {
        RedemptionAttempt given = journal.attempt();
        PendingDoubt back = journal.doubt(given);
        RedemptionAttempt underWay = journal.attempt();
        journal.openFresh(underWay);

        journal.restart();

        if (!journal.port().survivesRestart()) {
            assertThat(journal.takeDoubts(10, Duration.ofMinutes(5))).isEmpty();
            return;
        }
        List<PendingDoubt> taken = journal.takeDoubts(10, Duration.ofMinutes(5));
        if (journal.port().isShared()) {
            assertThat(taken).extracting(PendingDoubt::subject).containsExactly(given.id());
        } else {
            // The process that held it has ended.
            assertThat(taken).extracting(PendingDoubt::subject).containsExactly(given.id(), underWay.id());
            assertThat(taken.get(1).ticket()).isEqualTo(PendingDoubt.begunEarlier(underWay));
        }
        assertThat(taken.get(0).ticket()).isEqualTo(back.ticket());
        assertThat(taken.get(0).opening()).isEqualTo(back.opening());
    }

    private void shares(JournalUnderTest journal) throws Exception {
        if (!journal.port().isShared()) {
            return; // nothing is promised
        }
        AttemptJournal other = journal.another();
        for (int round = 0; round < RACES; round++) {
            RedemptionAttempt attempt = journal.attempt();
            RedemptionAttempt first = journal.attempt(JournalUnderTest.request().uniqueTransaction("order-" + round));
            RedemptionAttempt second =
                    journal.attempt(JournalUnderTest.request().uniqueTransaction("order-" + round));
            List<Callable<List<Opening>>> processes = new ArrayList<>();
            processes.add(() -> List.of(journal.open(attempt), journal.open(first)));
            processes.add(() -> List.of(journal.await(other.open(attempt)), journal.await(other.open(second))));

            List<List<Opening>> openings = new Race("two processes", journal.timeout()).run(processes);

            for (int which = 0; which < 2; which++) {
                int of = which;
                assertThat(openings.stream().map(each -> each.get(of)))
                        .filteredOn(Opening.Fresh.class::isInstance)
                        .hasSize(1);
            }
        }
    }

    private void keepsEvidence(JournalUnderTest journal) {
        assertThat(journal.await(journal.port().evidence())).isEmpty();
        learn(journal, RedeemableKind.COUPON, true);
        learn(journal, RedeemableKind.COUPON, true);
        learn(journal, RedeemableKind.GIFT_CARD, true);
        learn(journal, RedeemableKind.GIFT_CARD, false);
        if (journal.port().survivesRestart()) {
            journal.restart();
        }

        List<MarkerEvidence> evidence = journal.await(journal.port().evidence());

        assertThat(evidence)
                .extracting(one -> one.kind() + " " + one.kept())
                .containsExactlyInAnyOrder("COUPON true", "GIFT_CARD true", "GIFT_CARD false");
        assertThat(evidence).allSatisfy(one -> assertThat(one.age()).isBetween(Duration.ZERO, Duration.ofMinutes(1)));
    }

    private static void learn(JournalUnderTest journal, RedeemableKind kind, boolean kept) {
        journal.await(journal.port().learned(kind, kept).thenApply(done -> true));
    }
}
