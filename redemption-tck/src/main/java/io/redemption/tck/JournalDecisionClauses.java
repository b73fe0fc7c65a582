package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Decision;
import io.redemption.model.Decision.Outcome;
import io.redemption.model.DecisionResult;
import io.redemption.model.RedemptionAttempt;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import io.redemption.port.PendingDoubt;
import java.time.Duration;
import java.util.Map;

/** What persons decide about attempts in doubt: it is kept, and never counts against a proof. */
final class JournalDecisionClauses {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Decision YES =
            decision(Outcome.REDEEMED, "Ada of support", "shown in the console: \u00fc & 100 %");
    private static final Decision NO = decision(Outcome.NOT_REDEEMED, "Grace", "not in the vendor's list");

    void addTo(Map<String, JournalClauses.Use> clauses) {
        clauses.put("a decision of a person is kept and the attempt stays open", this::keepsDecisions);
        clauses.put("a later decision replaces an earlier one", this::replacesDecisions);
        clauses.put("what is not in doubt cannot be decided", this::decidesDoubtsOnly);
        clauses.put("what may be under way cannot be decided", this::decidesNothingUnderWay);
        clauses.put("a decided doubt is handed out, held and handed over as before", this::handsOutDecided);
        clauses.put("what was handed over can be decided", this::decidesHandedOver);
        clauses.put("proof outranks a decision", this::proofOutranksDecisions);
        clauses.put("a decision belongs to its opening", this::decidesAnOpening);
        clauses.put("a decision survives a restart, if the journal does", this::survivesRestart);
    }

    private static Decision decision(Outcome outcome, String by, String note) {
        return new Decision(outcome, by, note, JournalUnderTest.START.plusMillis(123));
    }

    private static AttemptState decided(RedemptionAttempt attempt, PendingDoubt doubt, Decision decision) {
        return new AttemptState.Open(
                doubt.opening(), JournalUnderTest.unknown(attempt).ticket(), decision);
    }

    private void keepsDecisions(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        PendingDoubt doubt = journal.doubt(attempt);

        assertThat(journal.decide(attempt, YES)).isEqualTo(DecisionResult.RECORDED);
        assertThat(journal.decide(attempt, YES)).as("repeated").isEqualTo(DecisionResult.RECORDED);

        assertThat(journal.find(attempt)).contains(decided(attempt, doubt, YES));
        assertThat(journal.open(attempt)).isEqualTo(new Opening.Known(decided(attempt, doubt, YES)));
        journal.settle(attempt, doubt.opening(), JournalUnderTest.unknown(attempt));
        assertThat(journal.find(attempt)).as("with a newer ticket").contains(decided(attempt, doubt, YES));
    }

    private void replacesDecisions(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        PendingDoubt doubt = journal.doubt(attempt);

        journal.decide(attempt, YES);
        journal.decide(attempt, NO);

        assertThat(journal.find(attempt)).contains(decided(attempt, doubt, NO));
    }

    private void decidesDoubtsOnly(JournalUnderTest journal) {
        RedemptionAttempt unknown = journal.attempt();
        RedemptionAttempt redeemed = journal.attempt();
        journal.settle(redeemed, journal.openFresh(redeemed), JournalUnderTest.redeemed(redeemed));
        RedemptionAttempt refused = journal.attempt();
        journal.settle(refused, journal.openFresh(refused), JournalUnderTest.refused());
        RedemptionAttempt absent = journal.attempt();
        journal.absent(absent, journal.openFresh(absent));

        assertThat(journal.decide(unknown, YES)).isEqualTo(DecisionResult.NOT_KNOWN);
        assertThat(journal.decide(redeemed, NO)).isEqualTo(DecisionResult.NOT_IN_DOUBT);
        assertThat(journal.decide(refused, YES)).isEqualTo(DecisionResult.NOT_IN_DOUBT);
        assertThat(journal.decide(absent, YES)).isEqualTo(DecisionResult.NOT_IN_DOUBT);

        assertThat(journal.find(unknown)).isEmpty();
        journal.assertRedeemed(redeemed, JournalUnderTest.redemption(redeemed));
    }

    private void decidesNothingUnderWay(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        long opening = journal.openFresh(attempt);

        assertThat(journal.decide(attempt, NO)).isEqualTo(DecisionResult.UNDER_WAY);

        assertThat(journal.find(attempt)).contains(new AttemptState.Open(opening, null));
    }

    private void handsOutDecided(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        PendingDoubt given = journal.doubt(attempt);

        journal.decide(attempt, NO);

        assertThat(journal.takeDoubts(10, LEASE))
                .extracting(PendingDoubt::ticket)
                .containsExactly(given.ticket());
        assertThat(journal.hold(given, LEASE)).isTrue();
        journal.handOver(given);
        assertThat(journal.takeDoubts(10, LEASE)).isEmpty();
        assertThat(journal.find(attempt)).contains(decided(attempt, given, NO));
    }

    private void decidesHandedOver(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        PendingDoubt doubt = journal.doubt(attempt);
        journal.handOver(doubt);

        assertThat(journal.decide(attempt, YES)).isEqualTo(DecisionResult.RECORDED);

        assertThat(journal.find(attempt)).contains(decided(attempt, doubt, YES));
        assertThat(journal.takeDoubts(10, LEASE)).as("a person has it still").isEmpty();
    }

    private void proofOutranksDecisions(JournalUnderTest journal) {
        RedemptionAttempt redeemed = journal.attempt();
        journal.doubt(redeemed);
        journal.decide(redeemed, NO);
        RedemptionAttempt refused = journal.attempt();
        PendingDoubt second = journal.doubt(refused);
        journal.decide(refused, YES);
        RedemptionAttempt absent = journal.attempt();
        PendingDoubt third = journal.doubt(absent);
        journal.decide(absent, YES);

        journal.settle(redeemed, 0, JournalUnderTest.redeemed(redeemed));
        journal.settle(refused, second.opening(), JournalUnderTest.refused());
        journal.absent(absent, third.opening());

        journal.assertRedeemed(redeemed, JournalUnderTest.redemption(redeemed));
        assertThat(journal.find(refused)).contains(new AttemptState.Settled(JournalUnderTest.refused()));
        assertThat(journal.find(absent)).contains(new AttemptState.Absent());
        assertThat(journal.decide(redeemed, NO)).isEqualTo(DecisionResult.NOT_IN_DOUBT);
        journal.assertRedeemed(redeemed, JournalUnderTest.redemption(redeemed));
    }

    private void decidesAnOpening(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        PendingDoubt doubt = journal.doubt(attempt);
        journal.decide(attempt, YES);
        journal.absent(attempt, doubt.opening());

        long opening = journal.openFresh(attempt);

        assertThat(journal.find(attempt)).contains(new AttemptState.Open(opening, null));
    }

    private void survivesRestart(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        PendingDoubt doubt = journal.doubt(attempt);
        journal.decide(attempt, YES);
        boolean survives = journal.port().survivesRestart();

        journal.restart();

        assertThat(journal.find(attempt).orElse(null)).isEqualTo(survives ? decided(attempt, doubt, YES) : null);
    }
}
