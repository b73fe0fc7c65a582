package com.example.shop;

import static io.redemption.model.Operation.REDEEM;
import static io.redemption.model.Operation.REVERSE;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shop.Order.State;
import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.FailureCode;
import io.redemption.model.GiftCard;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.testing.ManualTime;
import io.redemption.testing.RedemptionTest;
import io.redemption.testing.ScriptedRedemptionPort;
import java.math.BigDecimal;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checkout with everything that can go wrong between it and the issuer. */
@RedemptionTest
class CheckoutTest {
    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "");
    private final Orders orders = new Orders(database);
    private final FakeCardPayments cards = new FakeCardPayments();

    private final InMemoryRedemptionPort issuer;
    private final ScriptedRedemptionPort port;
    private final ManualTime time;
    private final Checkout checkout;

    CheckoutTest(Redemptions shop, InMemoryRedemptionPort issuer, ScriptedRedemptionPort port, ManualTime time) {
        this.issuer = issuer;
        this.port = port;
        this.time = time;
        this.checkout = new Checkout(shop, cards, orders);
    }

    @BeforeEach
    void issue() {
        issuer.issue(GiftCard.builder("gift-1", "100.00").code("GIFT4U").build());
    }

    @AfterEach
    void close() {
        database.dispose();
    }

    @Test
    void pay_giftCardRedeemed_captures() {
        assertThat(pay("30.00").state()).isEqualTo(State.PAID);
        assertThatMoneyIs(FakeCardPayments.State.CAPTURED, 1);
    }

    @Test
    void pay_giftCardRefused_releases() {
        assertThat(pay("100.01").state()).isEqualTo(State.CANCELLED);
        assertThatMoneyIs(FakeCardPayments.State.RELEASED, 0);
    }

    @Test
    void pay_issuerNotReachable_releases() {
        port.next(REDEEM).failed(FailureCode.NOT_REACHABLE);

        assertThat(pay("30.00").state()).isEqualTo(State.CANCELLED);
        assertThatMoneyIs(FakeCardPayments.State.RELEASED, 0);
    }

    @Test
    void pay_answerLost_capturesOnceItIsFound() {
        port.next(REDEEM).lostAfterApplied();

        assertThat(pay("30.00").state()).isEqualTo(State.CHECKING);
        assertThatMoneyIs(FakeCardPayments.State.AUTHORISED, 1);

        checkout.settle();
        checkout.settle(); // nothing is left to do

        assertThat(orders.find("order-1").state()).isEqualTo(State.PAID);
        assertThatMoneyIs(FakeCardPayments.State.CAPTURED, 1);
    }

    @Test
    void pay_requestLost_releasesOnceItIsCertain() {
        port.next(REDEEM).lostBeforeApplied();
        pay("30.00");

        checkout.settle(); // too early: it may still arrive
        assertThatMoneyIs(FakeCardPayments.State.AUTHORISED, 0);

        time.advance(ofSeconds(70));
        checkout.settle();

        assertThat(orders.find("order-1").state()).isEqualTo(State.CANCELLED);
        assertThatMoneyIs(FakeCardPayments.State.RELEASED, 0);
    }

    @Test
    void settle_afterRestart_capturesWhatWasRedeemed() {
        port.next(REDEEM).lostAfterApplied();
        pay("30.00");

        restarted().settle();

        assertThat(orders.find("order-1").state()).isEqualTo(State.PAID);
        assertThatMoneyIs(FakeCardPayments.State.CAPTURED, 1);
    }

    @Test
    void settle_crashedBeforeTheAnswer_findsOutAndCaptures() {
        Order paid = pay("30.00");
        // as if the process had died before it stored the outcome
        orders.move(paid, Order.prepared("order-1", paid.attempt()));

        restarted().settle();

        assertThat(orders.find("order-1").state()).isEqualTo(State.PAID);
        assertThatMoneyIs(FakeCardPayments.State.CAPTURED, 1);
    }

    @Test
    void pay_sameOrderAgain_fails() {
        pay("30.00");

        assertThatThrownBy(() -> pay("30.00")).isInstanceOf(IllegalStateException.class);
        assertThatMoneyIs(FakeCardPayments.State.CAPTURED, 1);
    }

    @Test
    void refund_paidOrder_givesBoth() {
        pay("30.00");

        assertThat(checkout.refund("order-1").state()).isEqualTo(State.REFUNDED);
        assertThatMoneyIs(FakeCardPayments.State.REFUNDED, 0);
    }

    @Test
    void refund_answerLost_isRepeatedAndHappensOnce() {
        pay("30.00");
        port.next(REVERSE).lostAfterApplied();

        assertThat(checkout.refund("order-1").state()).isEqualTo(State.REFUNDING);
        checkout.settle();

        assertThat(orders.find("order-1").state()).isEqualTo(State.REFUNDED);
        assertThatMoneyIs(FakeCardPayments.State.REFUNDED, 0);
    }

    @Test
    void refund_orderNotPaid_fails() {
        pay("100.01");

        assertThatThrownBy(() -> checkout.refund("order-1")).hasMessageContaining("CANCELLED");
    }

    private Order pay(String byGiftCard) {
        return checkout.pay("order-1", new BigDecimal("180.00"), "GIFT4U", new BigDecimal(byGiftCard));
    }

    /** A new process: it has the database, and remembers nothing else. */
    private Checkout restarted() {
        Redemptions fresh =
                Redemptions.builder(port).time(time).resolveInBackground(false).build();
        return new Checkout(fresh, cards, orders);
    }

    private void assertThatMoneyIs(FakeCardPayments.State card, int redemptions) {
        var history = issuer.history(RedeemableId.giftCard("gift-1"), HistoryQuery.ALL);
        assertThat(history.toCompletableFuture().join().orElseThrow().redemptions())
                .hasSize(redemptions);
        assertThat(cards.state("order-1")).isEqualTo(card);
    }
}
