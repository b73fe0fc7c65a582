package io.redemption;

import static io.redemption.Samples.aRequest;
import static io.redemption.Samples.asReplayed;
import static io.redemption.Samples.redeemed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.model.Amount;
import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Likelihood;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import io.redemption.port.RedemptionChangeListener.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The order of rules, journal, port and caller, and what an attempt that is made again is answered. */
class RedeemOperationTest {
    private final Shop shop = new Shop(ProgrammedPort.honest());

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

    @Test
    void redeem_rulesObjectAndTheJournalCannotBeAsked_failsBecauseNobodyKnows() {
        shop.journal.onOpen = any -> CompletableFuture.failedStage(new IllegalStateException("disk full"));

        var answer = objecting(shop).redeem(shop.anAttempt()).toCompletableFuture();

        assertFails(answer, FailureCode.JOURNAL_FAILED);
        assertThat(shop.port.sent).isEmpty();
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

    @Test
    void redeem_proofWrappedByADependentStage_isStillProof() {
        shop.port.onRedeem =
                any -> RedeemOperationTest.<RedemptionOutcome>notReachable().thenApply(o -> o);

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

    private static Refused reused(String redeemed) {
        return Refused.of(Violation.of(ViolationCode.ATTEMPT_REUSED, "redeemed", redeemed));
    }

    private static Redemptions objecting(Shop shop) {
        return shop.builder()
                .requestRule("acme.never", request -> Samples.NEVER)
                .build();
    }

    private static <T> CompletableFuture<T> notReachable() {
        return CompletableFuture.failedFuture(new RedemptionException(FailureCode.NOT_REACHABLE, "refused"));
    }

    private static void assertFails(CompletableFuture<?> stage, FailureCode code) {
        assertThatThrownBy(() -> Shop.now(stage))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private static Ticket ticket(RedemptionOutcome outcome) {
        assertThat(outcome).isInstanceOf(Unknown.class);
        return ((Unknown) outcome).ticket();
    }
}
