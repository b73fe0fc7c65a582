package io.redemption.testing;

import static io.redemption.model.ViolationCode.EXPIRED;
import static io.redemption.model.ViolationCode.INACTIVE;
import static io.redemption.model.ViolationCode.USER_LIMIT_REACHED;
import static io.redemption.testing.RedemptionAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.NothingToReverse;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Assertions about outcomes, each shown to hold and to fail. */
class OutcomeAssertionsTest {
    private static final Instant NOON = TestShopOptions.DEFAULT_START_TIME;
    private static final RedeemableId CARD = RedeemableId.giftCard("gift-secret");
    private static final Redemption REDEMPTION = Redemption.builder(RedemptionId.of("res-1"), CARD, NOON)
            .redeemer(new Redeemer("alice", "alice@example.org", null))
            .value(Amount.of("50.00"))
            .transactionId(TransactionId.of("order-1001"))
            .build();
    private static final Ticket TICKET = Ticket.of(
            new RedemptionAttempt(
                    AttemptId.of("a1"),
                    RedemptionRequest.builder(CARD).user("alice").value("50.00").build(),
                    TransactionId.of("order-1001"),
                    NOON),
            Doubt.NO_ANSWER,
            Likelihood.POSSIBLE,
            1,
            NOON,
            NOON);

    private static final RedemptionOutcome REDEEMED = Redeemed.of(REDEMPTION);
    private static final RedemptionOutcome REFUSED =
            new Refused(List.of(Violation.of(USER_LIMIT_REACHED, "limit", 3), Violation.of(INACTIVE)));
    private static final RedemptionOutcome UNKNOWN = new Unknown(TICKET);

    @Test
    void isRedeemed_redeemed_leadsToTheRedemption() {
        RedemptionAssert redeemed = assertThat(REDEEMED).isRedeemed();

        redeemed.isOf(CARD).hasValue("50").hasTransaction("order-1001").hasUser("alice");
        assertThat(redeemed.redemption()).isSameAs(REDEMPTION);
    }

    @Test
    void isRedeemed_otherOutcome_failsWithWhatCame() {
        assertFailure(() -> assertThat(REFUSED).isRedeemed())
                .containsExactly("Expected: redeemed", " but was: refused: user_limit_reached {limit=3}; inactive");
        assertFailure(() -> assertThat(UNKNOWN).isRedeemed())
                .containsExactly(
                        "Expected: redeemed",
                        " but was: unknown for NO_ANSWER: REDEEM of GIFT_CARD:<11 characters>, POSSIBLE, marker "
                                + "order-1001, sent 1 times, in doubt since 2026-01-01T12:00:00Z");
    }

    @Test
    void isReplayed_onlyOfAReplay_holds() {
        assertThat((RedemptionOutcome) new Redeemed(REDEMPTION, true))
                .isReplayed()
                .hasValue("50.00");
        assertFailure(() -> assertThat(REDEEMED).isReplayed())
                .containsExactly(
                        "Expected: redeemed (replayed)",
                        " but was: redeemed: Redemption[res-1 of GIFT_CARD:<11 characters>, 50.00, "
                                + "2026-01-01T12:00:00Z]");
        assertFailure(() -> assertThat(REFUSED).isReplayed()).first().isEqualTo("Expected: redeemed (replayed)");
    }

    @Test
    void isRefusedWith_sameCodesInAnyOrder_leadsToTheReasons() {
        RefusedAssert refused = assertThat(REFUSED).isRefusedWith(INACTIVE, USER_LIMIT_REACHED);

        refused.hasParameter(USER_LIMIT_REACHED, "limit", "3");
        assertThat(refused.refused()).isSameAs(REFUSED);
        assertThat(assertThat(REFUSED).isRefused().refused()).isSameAs(REFUSED);
    }

    @Test
    void isRefusedWith_otherCodes_failsWithTheDifferenceAndAllViolations() {
        assertFailure(() -> assertThat(REFUSED).isRefusedWith(USER_LIMIT_REACHED, EXPIRED))
                .containsExactly(
                        "Expected: refused with exactly [user_limit_reached, expired]",
                        " but was: refused: user_limit_reached {limit=3}; inactive",
                        "  missing: [expired]",
                        "  not expected: [inactive]");
        assertFailure(() -> assertThat(REFUSED).isRefusedWith(INACTIVE))
                .last()
                .isEqualTo("  not expected: [user_limit_reached]");
        assertFailure(() -> assertThat(REFUSED).isRefusedWith(INACTIVE, USER_LIMIT_REACHED, INACTIVE))
                .last()
                .isEqualTo("  missing: [inactive]");
        assertFailure(() -> assertThat(REDEEMED).isRefusedWith(EXPIRED))
                .first()
                .isEqualTo("Expected: refused with exactly [expired]");
        assertFailure(() -> assertThat(UNKNOWN).isRefused()).first().isEqualTo("Expected: refused");
    }

    @Test
    void isRefusedWith_noCode_isAMistakeOfTheTest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(REFUSED).isRefusedWith());
    }

    @Test
    void hasParameter_otherParameter_fails() {
        RefusedAssert refused = assertThat(REFUSED).isRefused();

        assertFailure(() -> refused.hasParameter(USER_LIMIT_REACHED, "limit", "4"))
                .first()
                .isEqualTo("Expected: refused with user_limit_reached {limit=4}");
        assertFailure(() -> refused.hasParameter(INACTIVE, "limit", "3")).hasSize(2);
    }

    @Test
    void isUnknown_unknown_leadsToTheTicket() {
        TicketAssert doubt = assertThat(UNKNOWN).isUnknown();

        doubt.hasDoubt(Doubt.NO_ANSWER).isAbout(Operation.REDEEM, CARD).hasMarker("order-1001");
        assertThat(doubt.ticket()).isSameAs(TICKET);
    }

    @Test
    void isUnknown_otherOutcomeOrTicket_fails() {
        TicketAssert doubt = assertThat(UNKNOWN).isUnknown();

        assertFailure(() -> assertThat(REDEEMED).isUnknown()).first().isEqualTo("Expected: unknown");
        assertFailure(() -> assertThat(REFUSED).isUnknown()).first().isEqualTo("Expected: unknown");
        assertFailure(() -> doubt.hasDoubt(Doubt.CANCELLED))
                .containsExactly("Expected: unknown for CANCELLED", " but was: unknown for NO_ANSWER");
        assertFailure(() -> doubt.isAbout(Operation.REVERSE, CARD)).hasSize(2);
        assertFailure(() -> doubt.isAbout(Operation.REDEEM, RedeemableId.coupon("c-1")))
                .containsExactly("Expected: redeemable COUPON:c-1", " but was: redeemable GIFT_CARD:<11 characters>");
        assertFailure(() -> doubt.hasMarker("order-1002"))
                .containsExactly("Expected: marker order-1002", " but was: marker order-1001");
    }

    @Test
    void redemption_otherComponents_fails() {
        RedemptionAssert redemption = assertThat(REDEMPTION);

        assertFailure(() -> redemption.hasValue("50.01"))
                .containsExactly("Expected: value 50.01", " but was: value 50.00");
        assertFailure(redemption::hasNoValue).containsExactly("Expected: value absent", " but was: value 50.00");
        assertFailure(() -> redemption.hasTransaction("order-1"))
                .containsExactly("Expected: transaction id order-1", " but was: transaction id order-1001");
    }

    @Test
    void failure_aboutSecrets_tellsOnlyLengthAndPosition() {
        assertFailure(() -> assertThat(REDEMPTION).hasUser("alina"))
                .containsExactly(
                        "Expected: user id <5 characters>", " but was: user id <5 characters>, other from position 3");
        assertFailure(() -> assertThat(REDEMPTION).isOf(RedeemableId.giftCard("gift-other")))
                .containsExactly(
                        "Expected: redeemable GIFT_CARD <10 characters>",
                        " but was: redeemable GIFT_CARD <11 characters>, other from position 5");
    }

    @Test
    void failure_inAnyForm_carriesNoPersonalData() {
        assertThatThrownBy(() -> assertThat(REDEEMED).as("paying").isRefused())
                .isInstanceOfSatisfying(AssertionFailedError.class, failure -> {
                    assertThat(failure.getMessage()).startsWith("[paying] ").doesNotContain("alice", "gift-secret");
                    assertThat(failure.getActual().getStringRepresentation()).startsWith("redeemed: Redemption[res-1");
                    assertThat(failure.getActual().getValue()).isInstanceOf(String.class);
                    assertThat(failure.getExpected().getValue()).isEqualTo("refused");
                });
        assertThatThrownBy(() -> assertThat(REDEEMED).isEqualTo(UNKNOWN))
                .message()
                .doesNotContain("alice", "gift-secret");
    }

    @Test
    void description_ofTheFirstStep_isKeptByTheNext() {
        assertFailure(() -> assertThat(REDEEMED).as("paying").isRedeemed().hasValue("1"))
                .first()
                .isEqualTo("[paying] ");
    }

    @Test
    void reversal_eachOutcome_isToldFromTheOthers() {
        Reversal reversal = Reversal.of(REDEMPTION);
        ReversalOutcome reversed = new Reversed(reversal);
        ReversalOutcome nothing = new NothingToReverse(reversal);
        ReversalOutcome refused = Refused.of(Violation.of(EXPIRED));
        ReversalOutcome unknown = new Unknown(Ticket.of(reversal, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, NOON, NOON));

        assertThat(reversed).isReversed();
        assertThat(nothing).isNothingToReverse();
        assertThat(refused).isRefusedWith(EXPIRED);
        assertThat(unknown).isUnknown().isAbout(Operation.REVERSE, CARD);
        assertFailure(() -> assertThat(nothing).isReversed())
                .containsExactly(
                        "Expected: reversed", " but was: nothing to reverse: res-1 of GIFT_CARD:<11 characters>");
        assertFailure(() -> assertThat(reversed).isNothingToReverse()).hasSize(2);
        assertFailure(() -> assertThat(refused).isRefusedWith(INACTIVE)).hasSize(4);
        assertFailure(() -> assertThat(unknown).isRefused()).hasSize(2);
        assertFailure(() -> assertThat(reversed).isUnknown())
                .containsExactly("Expected: unknown", " but was: reversed: res-1 of GIFT_CARD:<11 characters>");
    }

    @Test
    void assertThat_outcomesOfTwoKinds_needNoCast() {
        assertThat(Refused.of(Violation.of(EXPIRED))).hasExactly(EXPIRED);
        assertThat(new Unknown(TICKET)).hasDoubt(Doubt.NO_ANSWER);
        assertThat(TICKET).hasMarker("order-1001");
    }

    /** The lines of the failure, without the empty one that AssertJ's messages begin with. */
    private static ListAssert<String> assertFailure(ThrowingCallable assertion) {
        AssertionError failure = catchThrowableOfType(AssertionError.class, assertion);
        return assertThat(String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> !line.isEmpty())
                .toList());
    }
}
