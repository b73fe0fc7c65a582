package io.redemption;

import static io.redemption.Samples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.Capability;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.IdSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same order is the same attempt, and a transaction id that is said to be unique redeems once. */
class UniqueTransactionTest {
    private final Shop shop = new Shop(new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS));
    private final LyingIssuer issuer = new LyingIssuer(shop.time);

    UniqueTransactionTest() {
        issuer.serve(shop.port);
    }

    static Stream<Arguments> derivedChoices() {
        return Stream.of(
                Arguments.of("generated", aRequest().build()),
                Arguments.of("prefixed", aRequest().transactionPrefix("shop").build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("derivedChoices")
    void prepare_sameOrderAgainAndElsewhere_isTheSameAttemptWithTheSameMarker(String name, RedemptionRequest request) {
        AttemptId id = AttemptId.of("order-1");
        RedemptionAttempt first = shop.redemptions.prepare(request, id);
        shop.time.advance(Duration.ofHours(1));
        RedemptionAttempt second = shop.redemptions.prepare(request, id);
        RedemptionAttempt elsewhere = shop.elsewhere().build().prepare(request, id);

        assertThat(second.transactionId()).isEqualTo(first.transactionId());
        assertThat(elsewhere.transactionId()).isEqualTo(first.transactionId());
        assertThat(shop.redeem(first)).isInstanceOf(Redeemed.class);
        assertThat(shop.redeem(second)).isEqualTo(new Redeemed(issuer.record.get(0), true));
        assertThat(shop.redeem(elsewhere)).isEqualTo(new Redeemed(issuer.record.get(0), true));
        assertThat(issuer.record).hasSize(1);
    }

    @Test
    void transactionId_otherAttemptKindOrRedeemable_isAnother() {
        AttemptId id = AttemptId.of("order-1");

        assertThat(Stream.of(
                        IdSource.transactionId(id, RedeemableId.giftCard("x")),
                        IdSource.transactionId(id, RedeemableId.coupon("x")),
                        IdSource.transactionId(id, RedeemableId.giftCard("y")),
                        IdSource.transactionId(AttemptId.of("order-2"), RedeemableId.giftCard("x")),
                        IdSource.transactionId("shop", id, RedeemableId.giftCard("x"))))
                .doesNotHaveDuplicates();
    }

    /** Payment hook and return page: two requests, one order, one redemption. */
    @Test
    void redeem_secondCallWithTheSameContent_isReplayed() {
        RedemptionOutcome hook = shop.redeem(order("50.00", "user-1"));
        RedemptionOutcome page = shop.redeem(order("50", "user-1"));

        assertThat(hook).isEqualTo(Redeemed.of(issuer.record.get(0)));
        assertThat(page).isEqualTo(new Redeemed(issuer.record.get(0), true));
        assertThat(issuer.record).hasSize(1);
    }

    @Test
    void redeem_secondCallWhileTheFirstIsUnderWay_isJoined() {
        CompletableFuture<RedemptionOutcome> answer = new CompletableFuture<>();
        shop.port.onRedeem = any -> answer;
        RedemptionAttempt first = order("50.00", "user-1");
        CompletableFuture<RedemptionOutcome> hook = shop.begin(first);
        CompletableFuture<RedemptionOutcome> page = shop.begin(order("50.00", "user-1"));

        answer.complete(Samples.redeemed(first));

        assertThat(Shop.now(hook)).isEqualTo(Samples.redeemed(first));
        assertThat(Shop.now(page)).isEqualTo(Samples.asReplayed(first));
        assertThat(shop.port.sent).hasSize(1);
    }

    @Test
    void redeem_firstIsInDoubt_secondIsUnknownWithTheFirstTicket() {
        issuer.answersAreLost = true;
        Ticket first = shop.doubt(order("50.00", "user-1"));

        assertThat(shop.redeem(order("50.00", "user-1"))).isEqualTo(new Unknown(first));
        assertThat(shop.port.sent).hasSize(1);
    }

    /** The one that was joined certainly did not happen, so the other is not refused for it: it is sent. */
    @Test
    void redeem_theFirstThatWasJoinedIsNotSent_secondIsSent() {
        CompletableFuture<RedemptionOutcome> answer = new CompletableFuture<>();
        shop.port.onRedeem = any -> answer;
        shop.send(order("50.00", "user-1"));
        CompletableFuture<RedemptionOutcome> second = shop.begin(order("50.00", "user-1"));
        issuer.serve(shop.port);

        answer.completeExceptionally(new RedemptionException(FailureCode.NOT_REACHABLE, "down"));

        assertThat(Shop.now(second)).isEqualTo(Redeemed.of(issuer.record.get(0)));
    }

    static Stream<Arguments> otherContent() {
        return Stream.of(Arguments.of("50.01", "user-1"), Arguments.of("50.00", "user-2"));
    }

    @ParameterizedTest
    @MethodSource("otherContent")
    void redeem_otherContentUnderTheId_isRefusedAndSaysWhetherSomethingWasRedeemed(String value, String user) {
        issuer.answersAreLost = true;
        Ticket lost = shop.doubt(order("50.00", "user-1"));
        RedemptionOutcome inDoubt = shop.redeem(order(value, user));
        shop.resolve(lost);
        RedemptionOutcome settled = shop.redeem(order(value, user));

        assertThat(inDoubt).isEqualTo(reused("unknown"));
        assertThat(settled).isEqualTo(reused("yes"));
        assertThat(issuer.record).hasSize(1);
    }

    @Test
    void redeem_firstWasRefused_idIsFree() {
        Refused refused = Refused.of(Violation.of(ViolationCode.BALANCE_TOO_LOW));
        shop.port.onRedeem = any -> CompletableFuture.completedStage(refused);
        shop.redeem(order("500.00", "user-1"));
        issuer.serve(shop.port);

        assertThat(shop.redeem(order("50.00", "user-1"))).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeem_firstIsAbsent_idIsFree() {
        shop.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("lost before the issuer"));
        Ticket lost = shop.doubt(order("30.00", "user-1"));
        issuer.serve(shop.port);
        shop.time.advance(Duration.ofMinutes(2));

        assertThat(shop.resolve(lost)).isInstanceOf(Absent.class);
        assertThat(shop.redeem(order("45.00", "user-1"))).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeem_firstWasReversedByUs_idIsFree() {
        RedemptionAttempt first = order("30.00", "user-1");
        shop.redeem(first);
        Reversal reversal = Reversal.of(issuer.record.get(0));
        assertThat(Shop.now(shop.redemptions.reverse(reversal))).isEqualTo(new Reversed(reversal));

        assertThat(shop.redeem(order("45.00", "user-1"))).isInstanceOf(Redeemed.class);
    }

    /**
     * Somebody took it back at the vendor's panel: looked up afresh, and believed once the list cannot lag any more.
     */
    @Test
    void redeem_firstWasReversedElsewhere_idIsFreeOnceTheReadLagIsOver() {
        shop.redeem(order("30.00", "user-1"));
        issuer.record.clear();

        RedemptionOutcome early = shop.redeem(order("45.00", "user-1"));
        shop.time.advance(RedemptionsBuilder.DEFAULT_MAX_READ_LAG);
        RedemptionOutcome late = shop.redeem(order("45.00", "user-1"));

        assertThat(early).isEqualTo(reused("unknown"));
        assertThat(late).isInstanceOf(Redeemed.class);
        assertThat(issuer.record).hasSize(1);
    }

    /** The issuer's list does not show yet what it acknowledged a moment ago: that frees nothing. */
    @Test
    void redeem_acknowledgedButNotListedYet_staysTaken() {
        issuer.readLag = Duration.ofSeconds(2);
        Redemption first = ((Redeemed) shop.redeem(order("30.00", "user-1"))).redemption();

        RedemptionOutcome second = shop.redeem(order("45.00", "user-1"));

        assertThat(second).isEqualTo(reused("unknown"));
        assertThat(issuer.record).containsExactly(first);
    }

    @Test
    void redeem_issuerCannotBeRead_staysTaken() {
        shop.redeem(order("30.00", "user-1"));
        shop.port.onFind = (on, id) -> CompletableFuture.failedStage(new IllegalStateException("down"));

        assertThat(shop.redeem(order("45.00", "user-1"))).isEqualTo(reused("yes"));
    }

    @Test
    void redeem_sameIdOnAnotherRedeemable_isSent() {
        shop.redeem(order("30.00", "user-1"));
        RedemptionAttempt other = shop.redemptions.prepare(RedemptionRequest.builder(RedeemableId.giftCard("gc-2"))
                .user("user-1")
                .value("30.00")
                .uniqueTransaction("order-7")
                .build());

        assertThat(shop.redeem(other)).isInstanceOf(Redeemed.class);
        assertThat(issuer.record).hasSize(2);
    }

    static Stream<TransactionChoice> unchecked() {
        return Stream.of(
                new TransactionChoice.AsGiven(TransactionId.of("order-7")),
                new TransactionChoice.AsGiven(null),
                new TransactionChoice.Generated(),
                new TransactionChoice.Prefixed("order-7"));
    }

    @ParameterizedTest
    @MethodSource("unchecked")
    void redeem_idThatNobodyVouchedFor_isNeverChecked(TransactionChoice choice) {
        List<RedemptionAttempt> attempts = List.of(
                shop.redemptions.prepare(aRequest().transaction(choice).build()),
                shop.redemptions.prepare(aRequest().transaction(choice).build()));

        assertThat(attempts)
                .allSatisfy(attempt -> assertThat(shop.redeem(attempt)).isInstanceOf(Redeemed.class));
        assertThat(issuer.record).hasSize(2);
    }

    private RedemptionAttempt order(String value, String user) {
        return shop.redemptions.prepare(
                aRequest().value(value).user(user).uniqueTransaction("order-7").build());
    }

    private static Refused reused(String redeemed) {
        return Refused.of(Violation.of(ViolationCode.TRANSACTION_REUSED, "redeemed", redeemed));
    }
}
