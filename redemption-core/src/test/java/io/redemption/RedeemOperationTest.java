package io.redemption;

import static io.redemption.Samples.aRequest;
import static io.redemption.Samples.redeemed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.redemption.model.Amount;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptState;
import io.redemption.port.RedemptionChangeListener.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The order of rules, journal, port and caller. */
class RedeemOperationTest extends RedeemFixture {
    @Test
    void redeem_anAttempt_asksRulesThenJournalThenPortThenNotifiesThenRecordsThenAnswers() {
        List<String> order = new ArrayList<>();
        shop.port.onRedeem = attempt -> {
            order.add("port");
            return CompletableFuture.completedStage(redeemed(attempt));
        };
        shop.journal.onOpen = attempt -> {
            order.add("open");
            return shop.journal.delegate.open(attempt);
        };
        shop.journal.onSettle = (id, opening, outcome) -> {
            order.add("settle");
            return shop.journal.delegate.settle(id, opening, outcome);
        };
        Redemptions redemptions = shop.builder()
                .requestRule("noting", request -> {
                    order.add("rule");
                    return null;
                })
                .changes((id, change, redemption) -> order.add("change " + change))
                .build();

        Shop.now(redemptions.redeem(aRequest().build()).thenAccept(outcome -> order.add("caller")));

        assertThat(order).containsExactly("rule", "open", "port", "change ADDED", "settle", "caller");
    }

    @Test
    void redeem_rulesObject_isRefusedWithAllViolationsAndNothingIsSentOrKept() {
        RedemptionAttempt attempt = shop.redemptions.prepare(
                aRequest().user("a\u0000b").value(Amount.of("0.001")).build());

        RedemptionOutcome outcome = shop.redeem(attempt);

        assertThat(outcome)
                .asInstanceOf(type(Refused.class))
                .satisfies(refused -> assertThat(refused.violations())
                        .extracting(Violation::code)
                        .containsExactly(ViolationCode.TOO_MANY_DECIMALS, ViolationCode.MALFORMED_TEXT));
        assertThat(shop.port.sent).isEmpty();
        assertThat(shop.known(attempt)).isEmpty();
    }

    @Test
    void redeem_rulesObjectAndTheJournalCannotBeAsked_failsBecauseNobodyKnows() {
        shop.journal.onOpen = any -> CompletableFuture.failedStage(new IllegalStateException("disk full"));

        var answer = objecting(shop).redeem(shop.anAttempt()).toCompletableFuture();

        assertFails(answer, FailureCode.JOURNAL_FAILED);
        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void redeem_ruleOverflowsTheStack_failsAsBrokenRuleAndNothingIsSent() {
        Redemptions redemptions = shop.builder()
                .requestRule("acme.regex", request -> {
                    throw new StackOverflowError("deep");
                })
                .build();

        var stage = redemptions.redeem(aRequest().build());

        assertFails(stage.toCompletableFuture(), FailureCode.BROKEN_RULE);
        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void redeem_proofWrappedByADependentStage_isStillProof() {
        shop.port.onRedeem =
                any -> RedeemFixture.<RedemptionOutcome>notReachable().thenApply(o -> o);

        CompletableFuture<RedemptionOutcome> answer = shop.begin(shop.anAttempt());

        assertFails(answer, FailureCode.NOT_REACHABLE);
        assertThat(shop.log.violations()).isEmpty();
    }

    @Test
    void redeem_refusedByTheIssuer_isSettledAsRefused() {
        Refused refused = Refused.of(Violation.of(ViolationCode.EXPIRED));
        shop.port.onRedeem = any -> CompletableFuture.completedStage(refused);
        RedemptionAttempt attempt = shop.anAttempt();

        RedemptionOutcome outcome = shop.redeem(attempt);

        assertThat(outcome).isEqualTo(refused);
        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(refused));
        assertThat(shop.log.changes).isEmpty();
    }

    @Test
    void redeem_inDoubt_reportsTheDoubtAndKeepsTheTicket() {
        shop.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("reset"));
        RedemptionAttempt attempt = shop.anAttempt();

        RedemptionOutcome outcome = shop.redeem(attempt);

        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT);
        assertThat(ticket(outcome).marker()).isEqualTo(attempt.transactionId());
        assertThat(ticket(outcome).value()).isEqualTo(Amount.of("50"));
        assertThat(shop.known(attempt)).contains(new AttemptState.Open(1, ticket(outcome)));
    }

    @Test
    void redeem_listenerAndChangesThrowErrors_isRedeemedAllTheSame() {
        ThrowingWitness broken = new ThrowingWitness();
        Redemptions redemptions =
                shop.builder().listener(broken).changes(broken).build();

        RedemptionOutcome outcome = Shop.now(redemptions.redeem(aRequest().build()));

        assertThat(outcome).isInstanceOf(Redeemed.class);
        assertThat(broken.calls).isPositive();
    }

    @Test
    void redeem_tookSomeTime_isReportedWithItsDurationOnce() {
        CompletableFuture<RedemptionOutcome> issuer = new CompletableFuture<>();
        shop.port.onRedeem = any -> issuer;
        RedemptionAttempt attempt = shop.anAttempt();
        CompletableFuture<RedemptionOutcome> answer = shop.begin(attempt);
        shop.time.advance(Duration.ofMillis(1500));

        issuer.complete(redeemed(attempt));

        Shop.now(answer);
        assertThat(shop.log.of(io.redemption.events.RedemptionListener.Ended.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.elapsed()).isEqualTo(Duration.ofMillis(1500)));
        assertThat(shop.log.events.toString()).doesNotContain("user-1", "gc-1");
    }
}
