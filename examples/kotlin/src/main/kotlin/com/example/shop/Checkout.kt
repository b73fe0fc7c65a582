package com.example.shop

import com.example.shop.Order.State.CANCELLED
import com.example.shop.Order.State.CHECKING
import com.example.shop.Order.State.PAID
import com.example.shop.Order.State.PREPARED
import com.example.shop.Order.State.REFUNDED
import com.example.shop.Order.State.REFUNDING
import com.example.shop.Order.State.SUPPORT
import io.redemption.Redemptions
import io.redemption.model.AttemptId
import io.redemption.model.Code
import io.redemption.model.NothingToReverse
import io.redemption.model.Redeemed
import io.redemption.model.Redemption
import io.redemption.model.RedemptionException
import io.redemption.model.RedemptionRequest
import io.redemption.model.Refused
import io.redemption.model.Resolution
import io.redemption.model.Reversal
import io.redemption.model.Reversed
import io.redemption.model.Unknown
import java.math.BigDecimal
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.future.await
import kotlinx.coroutines.withContext

/** Pays an order with a gift card and, for the rest, a card payment: both or neither. */
class Checkout(
    private val giftCards: Redemptions,
    private val cards: CardPayments,
    private val orders: Orders,
) {
    /** Pays a new order. The card payment is captured only once the gift card is known to be redeemed. */
    suspend fun pay(orderId: String, total: BigDecimal, code: String, byGiftCard: BigDecimal): Order {
        val giftCard = giftCards.lookup(Code.of(code)).await().orElseThrow().redeemable()
        val request = RedemptionRequest.builder(giftCard.id()).value(byGiftCard.toPlainString()).build()
        val attempt = giftCards.prepare(request, AttemptId.of("$orderId/1"))
        val order = orders.insert(Order(orderId, PREPARED, attempt)) // from here on a crash loses nothing

        cards.authorise(orderId, total - byGiftCard) // if it fails, settle() cancels the order
        return withContext(NonCancellable) { // a shopper who goes away changes nothing from here on
            try {
                when (val outcome = giftCards.redeem(attempt).await()) {
                    is Redeemed -> paid(order, outcome.redemption())
                    is Refused -> cancelled(order)
                    is Unknown -> orders.move(order, order.copy(state = CHECKING, ticket = outcome.ticket()))
                }
            } catch (nothingChanged: RedemptionException) { // not reachable, throttled, …: certainly not redeemed
                cancelled(order)
            }
        }
    }

    /**
     * Settles what is open: after a restart, and from time to time. Redeems nothing; may always be repeated. An order
     * that is just being paid may be taken for open: then it is looked into once more, and nothing moves twice.
     */
    suspend fun settle() = orders.open().forEach { order ->
        when (order.state) {
            PREPARED -> settle(order, giftCards.recover(order.attempt).await())
            CHECKING -> settle(order, giftCards.resolve(checkNotNull(order.ticket)).await())
            else -> refund(order.id)
        }
    }

    private suspend fun settle(order: Order, found: Resolution): Order = when (found) {
        is Resolution.Confirmed -> paid(order, found.redemption())
        is Resolution.Absent -> cancelled(order)
        is Resolution.Duplicate -> orders.move(order, order.copy(state = SUPPORT)) // one has to be reversed
        is Resolution.StillUnknown -> orders.move(order, order.copy(state = CHECKING, ticket = found.ticket()))
    }

    /** Takes a paid order back: the card payment and the gift card. May be repeated until the order is refunded. */
    suspend fun refund(orderId: String): Order {
        val paid = orders.find(orderId)
        check(paid.state == PAID || paid.state == REFUNDING) { "$orderId is ${paid.state} (expected: PAID)" }
        val order = orders.move(paid, paid.copy(state = REFUNDING))
        cards.refund(orderId)
        val reversal = Reversal(order.attempt.redeemable(), checkNotNull(order.redemption))
        return try {
            when (giftCards.reverse(reversal).await()) {
                is Reversed -> orders.move(order, order.copy(state = REFUNDED))
                is NothingToReverse -> orders.move(order, order.copy(state = REFUNDED)) // an earlier try did it
                is Refused -> orders.move(order, order.copy(state = SUPPORT))
                is Unknown -> order // stays REFUNDING and is repeated by settle(): it happens once
            }
        } catch (nothingChanged: RedemptionException) {
            order // likewise
        }
    }

    private suspend fun paid(order: Order, redemption: Redemption): Order {
        cards.capture(order.id)
        return orders.move(order, order.copy(state = PAID, ticket = null, redemption = redemption.id()))
    }

    private suspend fun cancelled(order: Order): Order {
        cards.release(order.id)
        return orders.move(order, order.copy(state = CANCELLED, ticket = null))
    }
}
