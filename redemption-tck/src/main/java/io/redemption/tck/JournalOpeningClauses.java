package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import io.redemption.port.ReversalState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** What may be sent: each attempt once, and each unique transaction id for one attempt. */
final class JournalOpeningClauses {
    private static final int CALLERS = 16;
    private static final int ROUNDS = 20;

    void addTo(Map<String, JournalClauses.Use> clauses) {
        clauses.put("an attempt is fresh once, and known as open from then on", this::opensOnce);
        clauses.put("of many callers that open one attempt at once, one may send", this::racesForAnAttempt);
        clauses.put("an id with other content is reused", this::refusesOtherContent);
        clauses.put("contact data is not content", this::ignoresContactData);
        clauses.put("an attempt that is not known is not found", this::findsNothing);
        clauses.put("a unique transaction id is for one attempt on a redeemable", this::keepsTransactions);
        clauses.put("of many attempts under one unique transaction id, one may be sent", this::racesForATransaction);
        clauses.put("a unique transaction id is free after its attempt did not happen", this::freesTransactions);
        clauses.put("a unique transaction id is free while its redemption is gone", this::freesReversedTransactions);
        clauses.put("transaction ids that nobody calls unique are not checked", this::ignoresOtherTransactions);
    }

    private void opensOnce(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();

        long opening = journal.openFresh(attempt);

        assertThat(opening).as("the number of the opening").isPositive();
        AttemptState open = new AttemptState.Open(opening, null);
        assertThat(journal.open(attempt)).isEqualTo(new Opening.Known(open));
        assertThat(journal.open(attempt)).isEqualTo(new Opening.Known(open));
        assertThat(journal.find(attempt)).contains(open);
    }

    private void racesForAnAttempt(JournalUnderTest journal) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            RedemptionAttempt attempt = journal.attempt();
            Callable<Opening> caller = () -> journal.open(attempt);

            List<Opening> openings = new Race("opening", journal.timeout())
                    .run(IntStream.range(0, CALLERS).mapToObj(i -> caller).toList());

            assertThat(openings).filteredOn(Opening.Fresh.class::isInstance).hasSize(1);
            assertThat(openings).filteredOn(Opening.Known.class::isInstance).hasSize(CALLERS - 1);
        }
    }

    private void refusesOtherContent(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        long opening = journal.openFresh(attempt);
        AttemptId id = attempt.id();
        RedeemableId card = RedeemableId.giftCard("gft-2");
        List<RedemptionRequest.Builder> others = List.of(
                JournalUnderTest.request().value("50.01"),
                JournalUnderTest.request().user("user-2"),
                JournalUnderTest.request().uniqueTransaction("order-1"),
                JournalUnderTest.request().transactionPrefix("order"),
                RedemptionRequest.builder(card).user("user-1").value("50.00"),
                RedemptionRequest.builder(attempt.redeemable()).value("50.00"),
                RedemptionRequest.builder(attempt.redeemable()).user("user-1"));

        for (RedemptionRequest.Builder other : others) {
            assertThat(journal.open(JournalUnderTest.attempt(id, other)))
                    .isEqualTo(new Opening.Reused(new AttemptState.Open(opening, null)));
        }
        assertThat(journal.open(attempt)).isInstanceOf(Opening.Known.class);
    }

    private void ignoresContactData(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();
        journal.openFresh(attempt);

        RedemptionAttempt again = JournalUnderTest.attempt(
                attempt.id(),
                JournalUnderTest.request().email("Someone@example.com").phone("+1 555 0100"));

        assertThat(journal.open(again)).isInstanceOf(Opening.Known.class);
    }

    private void findsNothing(JournalUnderTest journal) {
        RedemptionAttempt attempt = journal.attempt();

        assertThat(journal.find(attempt)).isEmpty();
        assertThat(journal.ownerOf(JournalUnderTest.redemption(attempt))).isEmpty();
    }

    private static RedemptionRequest.Builder order(String transaction) {
        return JournalUnderTest.request().uniqueTransaction(transaction);
    }

    private void keepsTransactions(JournalUnderTest journal) {
        String transaction = "order 1001/ü\0";
        RedemptionAttempt first = journal.attempt(order(transaction));
        RedemptionAttempt elsewhere = journal.attempt(RedemptionRequest.builder(RedeemableId.giftCard("gft-2"))
                .user("user-1")
                .value("50.00")
                .uniqueTransaction(transaction));
        long opening = journal.openFresh(first);
        AttemptState open = new AttemptState.Open(opening, null);

        assertThat(journal.open(journal.attempt(order(transaction))))
                .isEqualTo(new Opening.TransactionTaken(first.id(), true, open));
        assertThat(journal.open(journal.attempt(order(transaction).value("45.00"))))
                .isEqualTo(new Opening.TransactionTaken(first.id(), false, open));
        assertThat(journal.open(journal.attempt(order(transaction).user("user-2"))))
                .isEqualTo(new Opening.TransactionTaken(first.id(), false, open));
        journal.openFresh(elsewhere);
        journal.openFresh(journal.attempt(order("order 1002")));
        journal.settle(first, opening, JournalUnderTest.redeemed(first));
        Opening afterwards = journal.open(journal.attempt(order(transaction)));
        assertThat(afterwards).isInstanceOf(Opening.TransactionTaken.class);
        if (afterwards instanceof Opening.TransactionTaken taken) {
            JournalUnderTest.assertRedeemed(taken.state(), JournalUnderTest.redemption(first));
        }
    }

    private void racesForATransaction(JournalUnderTest journal) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String transaction = "order-" + round;
            List<Callable<Opening>> callers = IntStream.range(0, CALLERS)
                    .<Callable<Opening>>mapToObj(i -> {
                        RedemptionAttempt attempt = journal.attempt(order(transaction));
                        return () -> journal.open(attempt);
                    })
                    .toList();

            List<Opening> openings = new Race("opening", journal.timeout()).run(callers);

            assertThat(openings).filteredOn(Opening.Fresh.class::isInstance).hasSize(1);
            assertThat(openings)
                    .filteredOn(Opening.TransactionTaken.class::isInstance)
                    .hasSize(CALLERS - 1);
        }
    }

    private void freesTransactions(JournalUnderTest journal) {
        RedemptionAttempt refused = journal.attempt(order("order-1"));
        journal.settle(refused, journal.openFresh(refused), JournalUnderTest.refused());
        RedemptionAttempt discarded = journal.attempt(order("order-1"));
        journal.discard(discarded, journal.openFresh(discarded));
        RedemptionAttempt absent = journal.attempt(order("order-1"));
        journal.absent(absent, journal.openFresh(absent));
        RedemptionAttempt last = journal.attempt(order("order-1"));
        journal.openFresh(last);

        assertThat(journal.open(absent)).isInstanceOf(Opening.TransactionTaken.class);
    }

    private void freesReversedTransactions(JournalUnderTest journal) {
        RedemptionAttempt first = journal.attempt(order("order-1"));
        journal.settle(first, journal.openFresh(first), JournalUnderTest.redeemed(first));
        journal.reversal(JournalUnderTest.redemption(first), new ReversalState.Gone());
        RedemptionAttempt second = journal.attempt(order("order-1"));
        journal.discard(second, journal.openFresh(second));

        journal.reversal(
                JournalUnderTest.redemption(first), new ReversalState.Standing(JournalUnderTest.redemption(first)));

        assertThat(journal.open(second)).isInstanceOf(Opening.TransactionTaken.class);
    }

    private void ignoresOtherTransactions(JournalUnderTest journal) {
        TransactionChoice given = new TransactionChoice.AsGiven(TransactionId.of("order-1"));

        journal.openFresh(journal.attempt(JournalUnderTest.request().transaction(given)));
        journal.openFresh(journal.attempt(JournalUnderTest.request().transaction(given)));
        journal.openFresh(journal.attempt(JournalUnderTest.request().transaction(new TransactionChoice.AsGiven(null))));
        journal.openFresh(journal.attempt(JournalUnderTest.request().transactionPrefix("order-1")));
        journal.openFresh(journal.attempt(JournalUnderTest.request().transactionPrefix("order-1")));
    }
}
