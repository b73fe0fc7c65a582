package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.port.AttemptState;
import io.redemption.port.ReversalState;
import java.util.Map;
import java.util.Optional;

/** What reversals do to the attempts whose redemptions they take back. */
final class JournalReversalClauses {
    void addTo(Map<String, JournalClauses.Use> clauses) {
        clauses.put("an attempt whose redemption is gone is reversed", this::reverses);
        clauses.put("an attempt whose reversal is in doubt is in reversal, and redeemed if it stands", this::doubts);
        clauses.put("a doubt does not replace gone", this::keepsGone);
        clauses.put("a reversal of another redemption changes no attempt", this::isForOneRedemption);
        clauses.put("a reversal that is known first counts for the redemption", this::countsEarlierReversals);
        clauses.put("a reversed attempt may be settled by another redemption", this::settlesAnew);
    }

    private static Optional<ReversalState> found(JournalUnderTest journal, Redemption redemption) {
        return journal.await(journal.port().findReversal(Reversal.of(redemption)));
    }

    private static RedemptionAttempt redeemed(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        journal.settle(attempt, journal.openFresh(attempt), JournalUnderTest.redeemed(attempt));
        return attempt;
    }

    private void reverses(JournalUnderTest journal) {
        RedemptionAttempt attempt = redeemed(journal);
        Redemption redemption = JournalUnderTest.redemption(attempt);
        assertThat(found(journal, redemption)).isEmpty();

        journal.reversal(redemption, new ReversalState.Gone());
        journal.reversal(redemption, new ReversalState.Gone());

        AttemptState reversed = new AttemptState.Reversed(Reversal.of(redemption));
        assertThat(journal.find(attempt)).contains(reversed);
        assertThat(found(journal, redemption)).contains(new ReversalState.Gone());
        journal.settle(attempt, 0, JournalUnderTest.redeemed(attempt));
        assertThat(journal.find(attempt)).as("recorded again").contains(reversed);
    }

    private void doubts(JournalUnderTest journal) {
        RedemptionAttempt attempt = redeemed(journal);
        Redemption redemption = JournalUnderTest.redemption(attempt);
        Ticket ticket = JournalUnderTest.reversalTicket(redemption);

        journal.reversal(redemption, new ReversalState.InDoubt(ticket));

        assertThat(journal.find(attempt).orElseThrow()).isInstanceOfSatisfying(AttemptState.InReversal.class, in -> {
            assertThat(in.ticket()).isEqualTo(ticket);
            assertThat(in.redemption().id()).isEqualTo(redemption.id());
        });
        assertThat(found(journal, redemption)).contains(new ReversalState.InDoubt(ticket));
        journal.reversal(redemption, new ReversalState.Standing(redemption));
        journal.assertRedeemed(attempt, redemption);
    }

    private void keepsGone(JournalUnderTest journal) {
        RedemptionAttempt attempt = redeemed(journal);
        Redemption redemption = JournalUnderTest.redemption(attempt);
        journal.reversal(redemption, new ReversalState.Gone());

        journal.reversal(redemption, new ReversalState.InDoubt(JournalUnderTest.reversalTicket(redemption)));

        assertThat(found(journal, redemption)).contains(new ReversalState.Gone());
        assertThat(journal.find(attempt)).contains(new AttemptState.Reversed(Reversal.of(redemption)));
    }

    private void isForOneRedemption(JournalUnderTest journal) {
        RedemptionAttempt attempt = redeemed(journal);

        journal.reversal(JournalUnderTest.redemption(attempt, "res-other"), new ReversalState.Gone());

        journal.assertRedeemed(attempt, JournalUnderTest.redemption(attempt));
    }

    private void countsEarlierReversals(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        Redemption redemption = JournalUnderTest.redemption(attempt);
        journal.reversal(redemption, new ReversalState.Gone());

        journal.settle(attempt, journal.openFresh(attempt), JournalUnderTest.redeemed(attempt));

        assertThat(journal.find(attempt)).contains(new AttemptState.Reversed(Reversal.of(redemption)));
    }

    private void settlesAnew(JournalUnderTest journal) {
        RedemptionAttempt attempt = redeemed(journal);
        Redemption second = JournalUnderTest.redemption(attempt, "res-second");
        journal.reversal(JournalUnderTest.redemption(attempt), new ReversalState.Gone());

        journal.settle(attempt, 0, Redeemed.of(second));

        journal.assertRedeemed(attempt, second);
        assertThat(journal.ownerOf(second)).contains(attempt.id());
    }
}
