package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.FailureCode;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.port.AttemptJournal.Opening;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A journal that fails, answers nothing or answers late: without its answer nothing is sent. */
class RedeemJournalTest extends RedeemFixture {
    @Test
    @SuppressWarnings("NullAway") // null is what the contract forbids and the adapter of this test answers
    void redeem_journalCannotOpen_failsAndNothingIsSent() {
        RedemptionAttempt attempt = shop.anAttempt();

        shop.journal.onOpen = any -> CompletableFuture.failedStage(new IllegalStateException("disk full"));
        CompletableFuture<RedemptionOutcome> failed = shop.begin(attempt);
        shop.journal.onOpen = any -> {
            throw new IllegalStateException("disk gone");
        };
        CompletableFuture<RedemptionOutcome> threw = shop.begin(attempt);
        shop.journal.onOpen = any -> CompletableFuture.completedStage(null);
        CompletableFuture<RedemptionOutcome> answeredNull = shop.begin(attempt);
        shop.journal.onOpen = any -> null;
        CompletableFuture<RedemptionOutcome> returnedNull = shop.begin(attempt);

        assertFails(failed, FailureCode.JOURNAL_FAILED);
        assertFails(threw, FailureCode.JOURNAL_FAILED);
        assertFails(answeredNull, FailureCode.JOURNAL_FAILED);
        assertFails(returnedNull, FailureCode.JOURNAL_FAILED);
        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void redeem_journalNeverOpens_failsWhenPatienceIsOverAndIsNotSentWhenItOpensLate() {
        CompletableFuture<Opening> opening = new CompletableFuture<>();
        shop.journal.onOpen = attempt -> opening;
        CompletableFuture<RedemptionOutcome> answer = shop.begin(shop.anAttempt());

        shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);
        opening.complete(new Opening.Fresh(1, false));

        assertFails(answer, FailureCode.JOURNAL_FAILED);
        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void redeem_journalOpensLate_withdrawsThatOpening() {
        CompletableFuture<Opening> fresh = new CompletableFuture<>();
        CompletableFuture<Opening> proven = new CompletableFuture<>();
        List<String> withdrawn = new ArrayList<>();
        shop.journal.onDiscard = (id, opening) -> {
            withdrawn.add("discarded " + opening);
            return CompletableFuture.completedFuture(null);
        };
        shop.journal.onAbsent = (id, opening) -> {
            withdrawn.add("absent " + opening);
            return CompletableFuture.completedFuture(null);
        };
        shop.journal.onOpen = attempt -> fresh;
        CompletableFuture<RedemptionOutcome> first = shop.begin(shop.anAttempt());
        shop.journal.onOpen = attempt -> proven;
        CompletableFuture<RedemptionOutcome> second = shop.begin(shop.anAttempt());
        shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);
        assertFails(first, FailureCode.JOURNAL_FAILED);
        assertFails(second, FailureCode.JOURNAL_FAILED);

        fresh.complete(new Opening.Fresh(1, false));
        proven.complete(new Opening.Fresh(2, true));

        assertThat(withdrawn).containsExactly("discarded 1", "absent 2");
        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void redeem_journalNeverSettles_isAnsweredWhenPatienceIsOver() {
        shop.journal.onSettle = (id, opening, outcome) -> new CompletableFuture<>();
        CompletableFuture<RedemptionOutcome> answer = shop.begin(shop.anAttempt());
        boolean answeredBefore = answer.isDone();

        shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);

        assertThat(answeredBefore).isFalse();
        assertThat(Shop.now(answer)).isInstanceOf(Redeemed.class);
        assertThat(shop.time.waiting()).isZero();
    }

    @Test
    void redeem_journalCannotSettle_answersWhatTheIssuerDid() {
        shop.journal.onSettle = (id, opening, outcome) -> {
            throw new IllegalStateException("disk full");
        };

        RedemptionOutcome outcome = shop.redeem(shop.anAttempt());

        assertThat(outcome).isInstanceOf(Redeemed.class);
    }
}
