package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Doubt;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.vertx.VertxRedemptionOptions.GiftCardTransactionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An issuer of gift cards that makes transaction ids of its own, because it is sent none: every redeem was unknown. */
class OmittedTransactionTest extends Fixture {
    @BeforeEach
    void omit() {
        use(options().giftCardTransactionId(GiftCardTransactionId.OMIT));
    }

    @Test
    void redeem_issuerMakesItsOwnTransactionId_isRedeemedBecauseNoneWasSent() {
        server.answers(201, redemption(GIFT_CARD, REDEMPTION.value(), "made-by-the-issuer"));

        RedemptionOutcome outcome = await(port.redeem(attempt(GIFT_CARD)));

        assertThat(server.requests().get(0)).doesNotContain("transaction_id");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Redeemed.class,
                        redeemed -> assertThat(attempt(GIFT_CARD).contradiction(redeemed.redemption(), false))
                                .as("whoever compares it again with the attempt")
                                .isNull());
    }

    @Test
    void redeem_valueOrUserOfAnother_isStillInDoubt() {
        String right = redemption(GIFT_CARD, REDEMPTION.value(), "made-by-the-issuer");
        for (String wrong : new String[] {
            right.replace("50.00", "50.01"),
            right.replace("\"user_id\":\"123\"", "\"user_id\":\"124\""),
            right.replace(GIFT_CARD.value(), "gift-other")
        }) {
            server.answers(201, wrong);

            assertThat(doubt(await(port.redeem(attempt(GIFT_CARD))))).isEqualTo(Doubt.ECHO_MISMATCH);
        }
    }

    @Test
    void redeem_echoOfAnotherTime_isInDoubtBecauseNoMarkerWasSent() {
        server.answers(
                201,
                redemption(GIFT_CARD).replace("" + CREATED.getEpochSecond(), "" + (CREATED.getEpochSecond() - 3600)));

        assertThat(doubt(await(port.redeem(attempt(GIFT_CARD))))).isEqualTo(Doubt.ECHO_OUT_OF_TIME);
    }

    @Test
    void redeem_kindsWhoseTransactionIdIsSent_areComparedWithIt() {
        server.answers(201, redemption(COUPON, REDEMPTION.value(), "made-by-the-issuer"));
        assertThat(doubt(await(port.redeem(attempt(COUPON))))).isEqualTo(Doubt.ECHO_MISMATCH);

        server.answers(201, redemption(COUPON));
        assertThat(await(port.redeem(attempt(COUPON))))
                .isInstanceOfSatisfying(
                        Redeemed.class,
                        redeemed -> assertThat(redeemed.redemption().transactionId())
                                .isEqualTo(TransactionId.of("transa001")));
    }

    private static Doubt doubt(RedemptionOutcome outcome) {
        assertThat(outcome).isInstanceOf(Unknown.class);
        return ((Unknown) outcome).ticket().doubt();
    }
}
