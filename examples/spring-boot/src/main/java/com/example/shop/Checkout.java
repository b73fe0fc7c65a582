package com.example.shop;

import static com.example.shop.Order.State.CANCELLED;
import static com.example.shop.Order.State.PAID;
import static com.example.shop.Order.State.REFUNDED;
import static com.example.shop.Order.State.REFUNDING;
import static com.example.shop.Order.State.SUPPORT;

import io.redemption.BlockingRedemptions;
import io.redemption.Redemptions;
import io.redemption.model.AttemptId;
import io.redemption.model.Code;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Resolution;
import io.redemption.model.Reversal;
import java.math.BigDecimal;
import java.util.NoSuchElementException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Pays an order with a gift card and, for the rest, a card payment: both or neither. Thread-safe. */
@Service
public class Checkout {
    private final Redemptions redemptions;
    private final BlockingRedemptions giftCards;
    private final CardPayments cards;
    private final Orders orders;

    Checkout(Redemptions redemptions, CardPayments cards, Orders orders) {
        this.redemptions = redemptions;
        this.giftCards = redemptions.blocking();
        this.cards = cards;
        this.orders = orders;
    }

    /**
     * Pays a new order. The card payment is captured only once the gift card is known to be redeemed.
     *
     * @throws NoSuchElementException if there is no gift card of that code
     */
    public Order pay(String orderId, BigDecimal total, String code, BigDecimal byGiftCard) {
        RedeemableId giftCard =
                giftCards.lookup(Code.of(code)).orElseThrow().redeemable().id();
        RedemptionRequest request = RedemptionRequest.builder(giftCard)
                .value(byGiftCard.toPlainString())
                .build();
        RedemptionAttempt attempt = redemptions.prepare(request, AttemptId.of(orderId + "/1"));
        Order order = orders.insert(Order.prepared(orderId, attempt)); // from here on a crash loses nothing

        cards.authorise(orderId, total.subtract(byGiftCard)); // if it fails, settle() cancels the order
        try {
            return giftCards
                    .redeem(attempt)
                    .fold(
                            redeemed -> paid(order, redeemed.redemption().id()),
                            refused -> cancelled(order),
                            unknown -> orders.move(order, order.checking(unknown.ticket())));
        } catch (RedemptionException nothingChanged) { // not reachable, throttled, …: certainly not redeemed
            return cancelled(order);
        }
    }

    /**
     * Settles what is open: after a restart, and from time to time. Redeems nothing; may always be repeated. An order
     * that is just being paid may be taken for open: then it is looked into once more, and nothing moves twice.
     */
    @Scheduled(fixedDelayString = "${shop.settle-every}")
    public void settle() {
        orders.open().forEach(order -> {
            switch (order.state()) {
                case PREPARED -> settle(order, giftCards.recover(order.attempt()));
                case CHECKING -> settle(order, giftCards.resolve(order.ticket()));
                default -> refund(order.id());
            }
        });
    }

    private void settle(Order order, Resolution found) {
        found.fold(
                confirmed -> paid(order, confirmed.redemption().id()),
                absent -> cancelled(order),
                duplicate -> orders.move(order, order.in(SUPPORT)), // redeemed twice: one has to be reversed
                unknown -> orders.move(order, order.checking(unknown.ticket())));
    }

    /** Takes a paid order back: the card payment and the gift card. May be repeated until the order is refunded. */
    public Order refund(String orderId) {
        Order paid = orders.find(orderId);
        if (paid.state() != PAID && paid.state() != REFUNDING) {
            throw new IllegalStateException(orderId + " is " + paid.state() + " (expected: PAID)");
        }
        Order order = orders.move(paid, paid.in(REFUNDING));
        cards.refund(orderId);
        try {
            return giftCards
                    .reverse(new Reversal(order.attempt().redeemable(), order.redemption()))
                    .fold(
                            reversed -> orders.move(order, order.in(REFUNDED)),
                            nothingToReverse -> orders.move(order, order.in(REFUNDED)), // an earlier try did it
                            refused -> orders.move(order, order.in(SUPPORT)),
                            unknown -> order); // stays REFUNDING and is repeated by settle(): it happens once
        } catch (RedemptionException nothingChanged) {
            return order; // likewise
        }
    }

    private Order paid(Order order, RedemptionId redemption) {
        cards.capture(order.id());
        return orders.move(order, order.paid(redemption));
    }

    private Order cancelled(Order order) {
        cards.release(order.id());
        return orders.move(order, order.in(CANCELLED));
    }
}
