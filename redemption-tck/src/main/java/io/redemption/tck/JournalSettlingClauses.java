package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import java.util.Map;

/** How attempts end: by their opening, and never against what is known to have happened. */
final class JournalSettlingClauses {
    void addTo(Map<String, JournalClauses.Use> clauses) {
        clauses.put("a doubt keeps its ticket until it is settled", this::keepsTickets);
        clauses.put("a redemption is answered from the record", this::recordsRedemptions);
        clauses.put("a refusal is answered from the record", this::recordsRefusals);
        clauses.put("a refusal or a doubt of another opening changes nothing", this::settlesByOpening);
        clauses.put("a redemption counts whatever its opening", this::recordsRedemptionsOfAnyOpening);
        clauses.put("what was redeemed stays redeemed by the same redemption", this::keepsRedemptions);
        clauses.put("a redemption outranks a refusal", this::outranksRefusals);
        clauses.put("a redemption of an attempt that is not known is kept", this::recordsUnknownAttempts);
        clauses.put("an attempt is discarded by its opening alone", this::discardsByOpening);
        clauses.put("what is settled is not discarded", this::keepsSettled);
        clauses.put("what is proven absent may be opened again", this::reopensAbsent);
        clauses.put("absence is recorded by the opening alone", this::recordsAbsenceByOpening);
        clauses.put("a redemption outranks absence", this::outranksAbsence);
    }

    private void keepsTickets(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        long opening = journal.openFresh(attempt);
        AttemptState inDoubt =
                new AttemptState.Open(opening, JournalUnderTest.unknown(attempt).ticket());

        journal.settle(attempt, opening, JournalUnderTest.unknown(attempt));

        assertThat(journal.find(attempt)).contains(inDoubt);
        assertThat(journal.open(attempt)).isEqualTo(new Opening.Known(inDoubt));
        journal.settle(attempt, opening, JournalUnderTest.refused());
        assertThat(journal.find(attempt)).contains(new AttemptState.Settled(JournalUnderTest.refused()));
    }

    private void recordsRedemptions(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        long opening = journal.openFresh(attempt);

        journal.settle(attempt, opening, JournalUnderTest.redeemed(attempt));
        journal.settle(attempt, opening, JournalUnderTest.redeemed(attempt));

        journal.assertRedeemed(attempt, JournalUnderTest.redemption(attempt));
        assertThat(journal.ownerOf(JournalUnderTest.redemption(attempt))).contains(attempt.id());
        RedemptionAttempt other = JournalUnderTest.attempt(
                attempt.id(), JournalUnderTest.request().value("50.01"));
        assertThat(journal.open(other)).isInstanceOf(Opening.Reused.class);
    }

    private void recordsRefusals(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        AttemptState refused = new AttemptState.Settled(JournalUnderTest.refused());

        journal.settle(attempt, journal.openFresh(attempt), JournalUnderTest.refused());

        assertThat(journal.open(attempt)).isEqualTo(new Opening.Known(refused));
        assertThat(journal.find(attempt)).contains(refused);
    }

    private void settlesByOpening(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        long earlier = journal.openFresh(attempt);
        journal.discard(attempt, earlier);
        long opening = journal.openFresh(attempt);

        journal.settle(attempt, earlier, JournalUnderTest.refused());
        journal.settle(attempt, AttemptJournal.NO_OPENING, JournalUnderTest.refused());
        journal.settle(attempt, earlier, JournalUnderTest.unknown(attempt));

        assertThat(journal.find(attempt)).contains(new AttemptState.Open(opening, null));
        RedemptionAttempt unknown = journal.attempt();
        journal.settle(unknown, 1, JournalUnderTest.refused());
        journal.settle(unknown, 1, JournalUnderTest.unknown(unknown));
        assertThat(journal.find(unknown)).isEmpty();
    }

    private void recordsRedemptionsOfAnyOpening(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        long earlier = journal.openFresh(attempt);
        journal.discard(attempt, earlier);
        journal.openFresh(attempt);

        journal.settle(attempt, earlier, JournalUnderTest.redeemed(attempt));

        journal.assertRedeemed(attempt, JournalUnderTest.redemption(attempt));
    }

    private void keepsRedemptions(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        long opening = journal.openFresh(attempt);
        journal.settle(attempt, opening, JournalUnderTest.redeemed(attempt));

        journal.settle(attempt, opening, JournalUnderTest.refused());
        journal.settle(attempt, opening, JournalUnderTest.unknown(attempt));
        journal.settle(attempt, opening, Redeemed.of(JournalUnderTest.redemption(attempt, "res-other")));
        journal.absent(attempt, opening);

        journal.assertRedeemed(attempt, JournalUnderTest.redemption(attempt));
    }

    private void outranksRefusals(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        long opening = journal.openFresh(attempt);
        journal.settle(attempt, opening, JournalUnderTest.refused());

        journal.settle(attempt, opening, JournalUnderTest.redeemed(attempt));

        journal.assertRedeemed(attempt, JournalUnderTest.redemption(attempt));
    }

    private void recordsUnknownAttempts(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();

        journal.settle(attempt, AttemptJournal.NO_OPENING, JournalUnderTest.redeemed(attempt));

        journal.assertRedeemed(attempt, JournalUnderTest.redemption(attempt));
        RedemptionAttempt other = JournalUnderTest.attempt(
                attempt.id(), JournalUnderTest.request().value("50.01"));
        assertThat(journal.open(other)).isInstanceOf(Opening.Reused.class);
    }

    private void discardsByOpening(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        long earlier = journal.openFresh(attempt);
        journal.discard(attempt, earlier);
        assertThat(journal.find(attempt)).isEmpty();
        long opening = journal.openFresh(attempt);

        journal.discard(attempt, earlier);

        assertThat(opening).as("a number of its own").isNotEqualTo(earlier);
        assertThat(journal.open(attempt)).isEqualTo(new Opening.Known(new AttemptState.Open(opening, null)));
        journal.settle(attempt, opening, JournalUnderTest.unknown(attempt));
        journal.discard(attempt, opening);
        journal.discard(attempt, opening);
        journal.openFresh(attempt);
    }

    private void keepsSettled(JournalUnderTest journal) {
        RedemptionAttempt redeemed = journal.attempt();
        long opening = journal.openFresh(redeemed);
        journal.settle(redeemed, opening, JournalUnderTest.redeemed(redeemed));
        RedemptionAttempt refused = journal.attempt();
        long other = journal.openFresh(refused);
        journal.settle(refused, other, JournalUnderTest.refused());

        journal.discard(redeemed, opening);
        journal.discard(refused, other);

        journal.assertRedeemed(redeemed, JournalUnderTest.redemption(redeemed));
        assertThat(journal.find(refused)).contains(new AttemptState.Settled(JournalUnderTest.refused()));
    }

    private void reopensAbsent(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        long first = journal.openFresh(attempt);
        journal.absent(attempt, first);
        journal.absent(attempt, first);
        assertThat(journal.find(attempt)).contains(new AttemptState.Absent());

        Opening again = journal.open(attempt);

        assertThat(again).isInstanceOf(Opening.Fresh.class);
        if (again instanceof Opening.Fresh fresh) {
            assertThat(fresh.isProvenAbsent()).as("proven absent").isTrue();
            assertThat(fresh.opening()).isPositive().isNotEqualTo(first);
        }
        RedemptionAttempt unknown = journal.attempt();
        journal.absent(unknown, AttemptJournal.NO_OPENING);
        assertThat(journal.find(unknown)).contains(new AttemptState.Absent());
        assertThat(journal.open(journal.attempt()))
                .isInstanceOfSatisfying(
                        Opening.Fresh.class,
                        fresh -> assertThat(fresh.isProvenAbsent()).isFalse());
    }

    private void recordsAbsenceByOpening(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        long earlier = journal.openFresh(attempt);
        journal.discard(attempt, earlier);
        long opening = journal.openFresh(attempt);

        journal.absent(attempt, earlier);
        journal.absent(attempt, AttemptJournal.NO_OPENING);

        assertThat(journal.find(attempt)).contains(new AttemptState.Open(opening, null));
    }

    private void outranksAbsence(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        long opening = journal.openFresh(attempt);
        journal.absent(attempt, opening);

        journal.settle(attempt, opening, JournalUnderTest.redeemed(attempt));

        journal.assertRedeemed(attempt, JournalUnderTest.redemption(attempt));
    }
}
