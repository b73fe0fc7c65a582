package io.redemption;

import static io.redemption.Samples.aRequest;
import static io.redemption.Samples.asReplayed;
import static io.redemption.Samples.redeemed;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.model.Amount;
import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Likelihood;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Ticket;
import io.redemption.port.AttemptState;
import io.redemption.port.RedemptionChangeListener.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What an attempt that is made again is answered, and when it is sent again. */
class RedeemAgainTest extends RedeemFixture {
    /**
     * The rules changed after the redemption: a caller who repeats it must not get the answer that nothing happened.
     */
    @Test
    void redeem_settledBeforeTheRulesObject_isReplayedUnsent() {
        RedemptionAttempt attempt = shop.anAttempt();
        shop.redeem(attempt);

        RedemptionOutcome again = Shop.now(objecting(shop).redeem(attempt));

        assertThat(again).isEqualTo(new Redeemed(Samples.redemption(attempt), true));
        assertThat(shop.port.sent).hasSize(1);
    }

    @Test
    void redeem_settledBeforeARuleBroke_isReplayedUnsent() {
        RedemptionAttempt attempt = shop.anAttempt();
        shop.redeem(attempt);
        Redemptions broken = shop.builder()
                .requestRule("acme.broken", request -> {
                    throw new IllegalStateException("boom");
                })
                .build();

        RedemptionOutcome again = Shop.now(broken.redeem(attempt));

        assertThat(again).isEqualTo(new Redeemed(Samples.redemption(attempt), true));
    }

    @Test
    void redeem_inDoubtBeforeTheRulesObject_staysInDoubtUnsentEvenIfTheIssuerHonoursAttempts() {
        Shop idempotent = new Shop(new ProgrammedPort(Capability.IDEMPOTENT_ATTEMPTS));
        RedemptionAttempt attempt = idempotent.anAttempt();
        idempotent.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("reset"));
        RedemptionOutcome first = idempotent.redeem(attempt);

        RedemptionOutcome again = Shop.now(objecting(idempotent).redeem(attempt));

        assertThat(again).isEqualTo(first);
        assertThat(idempotent.port.sent).hasSize(1);
        assertThat(idempotent.known(attempt)).contains(new AttemptState.Open(1, ticket(first)));
    }

    /**
     * The order total is for rules alone, so one attempt may be under way with a total that the rules like less now.
     */
    @Test
    void redeem_underWayBeforeTheRulesObject_isJoined() {
        CompletableFuture<RedemptionOutcome> issuer = new CompletableFuture<>();
        shop.port.onRedeem = any -> issuer;
        Redemptions redemptions = shop.builder()
                .requestRule("acme.total", request -> request.orderTotal() == null ? null : Samples.NEVER)
                .build();
        RedemptionAttempt attempt = shop.anAttempt();
        RedemptionAttempt same = new RedemptionAttempt(
                attempt.id(),
                new RedemptionRequest(
                        attempt.redeemable(),
                        attempt.request().redeemer(),
                        attempt.request().value(),
                        attempt.request().transaction(),
                        Amount.of("1.00")),
                attempt.transactionId(),
                attempt.preparedAt());
        var first = redemptions.redeem(attempt);

        var second = redemptions.redeem(same);
        issuer.complete(redeemed(attempt));

        assertThat(Shop.now(first)).isEqualTo(redeemed(attempt));
        assertThat(Shop.now(second)).isEqualTo(asReplayed(attempt));
    }

    /** Another process resolved the ticket; this one's journal has never seen the attempt. */
    @Test
    void redeem_confirmedByATicketFromElsewhere_isReplayedUnsent() {
        RedemptionAttempt attempt = shop.anAttempt();
        Ticket ticket = Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, shop.time.now(), shop.time.now());
        shop.port.onHistory = query -> CompletableFuture.completedStage(Optional.of(
                new RedemptionHistory(List.of(Samples.redemption(attempt)), null, null, Completeness.UNKNOWN, null)));
        Shop.now(shop.redemptions.resolve(ticket));

        RedemptionOutcome outcome = shop.redeem(attempt);

        assertThat(outcome).isEqualTo(new Redeemed(Samples.redemption(attempt), true));
        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void redeem_attemptUnderWay_isJoinedAndSentOnce() {
        CompletableFuture<RedemptionOutcome> issuer = new CompletableFuture<>();
        shop.port.onRedeem = attempt -> issuer;
        RedemptionAttempt attempt = shop.anAttempt();

        CompletableFuture<RedemptionOutcome> first = shop.begin(attempt);
        CompletableFuture<RedemptionOutcome> second = shop.begin(attempt);
        issuer.complete(redeemed(attempt));

        assertThat(Shop.now(first)).isEqualTo(redeemed(attempt));
        assertThat(Shop.now(second)).isEqualTo(asReplayed(attempt));
        assertThat(shop.log.endings()).containsExactlyInAnyOrder(CallResult.DONE, CallResult.REPLAYED);
        assertThat(shop.port.sent).containsExactly(attempt);
    }

    @Test
    void redeem_settledAttempt_isReplayedUnsent() {
        RedemptionAttempt attempt = shop.anAttempt();
        shop.redeem(attempt);

        RedemptionOutcome again = shop.redeem(attempt);

        assertThat(again).isEqualTo(new Redeemed(Samples.redemption(attempt), true));
        assertThat(shop.port.sent).hasSize(1);
    }

    @Test
    void redeem_otherContentUnderTheId_isRefusedUnsentBothDuringAndAfter() {
        CompletableFuture<RedemptionOutcome> issuer = new CompletableFuture<>();
        shop.port.onRedeem = any -> issuer;
        RedemptionAttempt attempt = shop.anAttempt();
        RedemptionAttempt other =
                shop.redemptions.prepare(aRequest().value("60.00").build(), attempt.id());
        CompletableFuture<RedemptionOutcome> first = shop.begin(attempt);

        RedemptionOutcome during = shop.redeem(other);
        issuer.complete(redeemed(attempt));
        Shop.now(first);
        RedemptionOutcome after = shop.redeem(other);

        assertThat(during).isEqualTo(reused("unknown"));
        assertThat(after).isEqualTo(reused("yes"));
        assertThat(shop.port.sent).containsExactly(attempt);
    }

    @Test
    void redeem_begunInAFormerProcess_isUnknownAndUnsent() {
        RedemptionAttempt attempt = shop.anAttempt();
        Shop.now(shop.journal.delegate.open(attempt));

        RedemptionOutcome outcome = shop.redeem(attempt);

        assertThat(ticket(outcome).doubt()).isEqualTo(Doubt.BEGUN_EARLIER);
        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void redeem_leftInDoubt_answersTheSameTicketUnsent() {
        RedemptionAttempt attempt = shop.anAttempt();
        shop.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("reset"));
        RedemptionOutcome first = shop.redeem(attempt);

        RedemptionOutcome again = shop.redeem(attempt);

        assertThat(again).isEqualTo(first);
        assertThat(shop.port.sent).hasSize(1);
    }

    @Test
    void redeem_begunInAFormerProcessAndIssuerHonoursAttempts_isSentAgain() {
        Shop idempotent = new Shop(ProgrammedPort.honest(Capability.IDEMPOTENT_ATTEMPTS));
        RedemptionAttempt attempt = idempotent.anAttempt();
        Shop.now(idempotent.journal.delegate.open(attempt));

        RedemptionOutcome outcome = idempotent.redeem(attempt);

        assertThat(outcome).isEqualTo(redeemed(attempt));
        assertThat(idempotent.port.sent).containsExactly(attempt);
        assertThat(idempotent.log.changes).containsExactly(Change.ADDED, Change.SETTLED);
    }

    /** The second send certainly did not happen; about the first, which no answer came to, that proves nothing. */
    @Test
    void redeem_sentAgainButNotReachable_staysInDoubtAndInTheJournal() {
        Shop idempotent = new Shop(new ProgrammedPort(Capability.IDEMPOTENT_ATTEMPTS));
        RedemptionAttempt attempt = idempotent.anAttempt();
        idempotent.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("reset"));
        RedemptionOutcome first = idempotent.redeem(attempt);
        idempotent.port.onRedeem = any -> notReachable();

        RedemptionOutcome again = idempotent.redeem(attempt);

        assertThat(again).isEqualTo(first);
        assertThat(idempotent.known(attempt)).contains(new AttemptState.Open(1, ticket(first)));
    }

    @Test
    void redeem_certainlyNotExecuted_failsAndMayBeMadeAgain() {
        RedemptionAttempt attempt = shop.anAttempt();
        shop.port.onRedeem = any -> notReachable();
        CompletableFuture<RedemptionOutcome> failed = shop.begin(attempt);
        shop.port.onRedeem = any -> CompletableFuture.completedStage(redeemed(attempt));

        RedemptionOutcome again = shop.redeem(attempt);

        assertFails(failed, FailureCode.NOT_REACHABLE);
        assertThat(again).isEqualTo(redeemed(attempt));
        assertThat(shop.port.sent).hasSize(2);
    }

    /** What has ended is not kept: the next call asks the journal, not an attempt that was left in memory. */
    @Test
    void redeem_endedInAnyWay_isForgottenByTheProcess() {
        List<RedemptionAttempt> opened = new ArrayList<>();
        shop.journal.onOpen = attempt -> {
            opened.add(attempt);
            return shop.journal.delegate.open(attempt);
        };
        RedemptionAttempt redeemed = shop.anAttempt();
        RedemptionAttempt refused =
                shop.redemptions.prepare(aRequest().value("0").build());
        RedemptionAttempt failed = shop.anAttempt();
        RedemptionAttempt doubted = shop.anAttempt();

        twice(redeemed);
        twice(refused);
        shop.port.onRedeem = any -> notReachable();
        twice(failed);
        shop.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("reset"));
        twice(doubted);

        assertThat(opened).containsExactly(redeemed, redeemed, refused, refused, failed, failed, doubted, doubted);
    }

    private void twice(RedemptionAttempt attempt) {
        assertThat(shop.begin(attempt)).isDone();
        assertThat(shop.begin(attempt)).isDone();
    }
}
