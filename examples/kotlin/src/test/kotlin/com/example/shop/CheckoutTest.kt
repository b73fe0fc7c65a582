package com.example.shop

import com.example.shop.FakeCardPayments.State.AUTHORISED
import com.example.shop.FakeCardPayments.State.CAPTURED
import com.example.shop.FakeCardPayments.State.RELEASED
import com.example.shop.Order.State.CANCELLED
import com.example.shop.Order.State.CHECKING
import com.example.shop.Order.State.PAID
import com.example.shop.Order.State.PREPARED
import com.example.shop.Order.State.REFUNDED
import com.example.shop.Order.State.REFUNDING
import io.redemption.Redemptions
import io.redemption.inmemory.InMemoryRedemptionPort
import io.redemption.model.FailureCode
import io.redemption.model.GiftCard
import io.redemption.model.HistoryQuery
import io.redemption.model.Operation.REDEEM
import io.redemption.model.Operation.REVERSE
import io.redemption.model.RedeemableId
import io.redemption.testing.ManualTime
import io.redemption.testing.RedemptionTest
import io.redemption.testing.ScriptedRedemptionPort
import java.time.Duration
import java.util.UUID
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.h2.jdbcx.JdbcConnectionPool
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test

/** The checkout with everything that can go wrong between it and the issuer. */
@RedemptionTest
class CheckoutTest(
    shop: Redemptions,
    private val issuer: InMemoryRedemptionPort,
    private val port: ScriptedRedemptionPort,
    private val time: ManualTime,
) {
    private val database = JdbcConnectionPool.create("jdbc:h2:mem:${UUID.randomUUID()};DB_CLOSE_DELAY=-1", "", "")
    private val orders = Orders(database)
    private val cards = FakeCardPayments()
    private val checkout = Checkout(shop, cards, orders)

    @BeforeEach
    fun open() = runBlocking {
        orders.createTable()
        issuer.issue(GiftCard.builder("gift-1", "100.00").code("GIFT4U").build())
        Unit
    }

    @AfterEach
    fun close() = database.dispose()

    @Test
    fun `gift card redeemed, card payment captured`() = test {
        assertThat(pay("30.00").state).isEqualTo(PAID)
        assertMoney(CAPTURED, 1)
    }

    @Test
    fun `gift card refused, card payment released`() = test {
        assertThat(pay("100.01").state).isEqualTo(CANCELLED)
        assertMoney(RELEASED, 0)
    }

    @Test
    fun `issuer not reachable, card payment released`() = test {
        port.next(REDEEM).failed(FailureCode.NOT_REACHABLE)

        assertThat(pay("30.00").state).isEqualTo(CANCELLED)
        assertMoney(RELEASED, 0)
    }

    @Test
    fun `answer lost, captured once it is found`() = test {
        port.next(REDEEM).lostAfterApplied()

        assertThat(pay("30.00").state).isEqualTo(CHECKING)
        assertMoney(AUTHORISED, 1)

        checkout.settle()
        checkout.settle() // nothing is left to do

        assertThat(orders.find("order-1").state).isEqualTo(PAID)
        assertMoney(CAPTURED, 1)
    }

    @Test
    fun `request lost, released once it is certain`() = test {
        port.next(REDEEM).lostBeforeApplied()
        pay("30.00")

        checkout.settle() // too early: it may still arrive
        assertMoney(AUTHORISED, 0)

        time.advance(Duration.ofSeconds(70))
        checkout.settle()

        assertThat(orders.find("order-1").state).isEqualTo(CANCELLED)
        assertMoney(RELEASED, 0)
    }

    @Test
    fun `restart while the answer is missing, captured`() = test {
        port.next(REDEEM).lostAfterApplied()
        pay("30.00")

        restarted().settle()

        assertThat(orders.find("order-1").state).isEqualTo(PAID)
        assertMoney(CAPTURED, 1)
    }

    @Test
    fun `crash before the answer was stored, captured`() = test {
        val paid = pay("30.00")
        orders.move(paid, Order("order-1", PREPARED, paid.attempt)) // as if the outcome had not been stored

        restarted().settle()

        assertThat(orders.find("order-1").state).isEqualTo(PAID)
        assertMoney(CAPTURED, 1)
    }

    @Test
    fun `refund gives both back`() = test {
        pay("30.00")

        assertThat(checkout.refund("order-1").state).isEqualTo(REFUNDED)
        assertMoney(FakeCardPayments.State.REFUNDED, 0)
    }

    @Test
    fun `answer to a refund lost, repeated and happens once`() = test {
        pay("30.00")
        port.next(REVERSE).lostAfterApplied()

        assertThat(checkout.refund("order-1").state).isEqualTo(REFUNDING)
        checkout.settle()

        assertThat(orders.find("order-1").state).isEqualTo(REFUNDED)
        assertMoney(FakeCardPayments.State.REFUNDED, 0)
    }

    @Test
    fun `shop without credentials pays and refunds in memory`() = test {
        assertThat(demo(emptyMap())).isEqualTo("PAID, then REFUNDED")
    }

    /** JUnit ignores functions that return something. */
    private fun test(body: suspend () -> Unit) = runBlocking { body() }

    private suspend fun pay(byGiftCard: String): Order =
        checkout.pay("order-1", "180.00".toBigDecimal(), "GIFT4U", byGiftCard.toBigDecimal())

    /** A new process: it has the database, and remembers nothing else. */
    private fun restarted(): Checkout {
        val fresh = Redemptions.builder(port).time(time).resolveInBackground(false).build()
        return Checkout(fresh, cards, orders)
    }

    private suspend fun assertMoney(card: FakeCardPayments.State, redemptions: Int) {
        val history = issuer.history(RedeemableId.giftCard("gift-1"), HistoryQuery.ALL).await()
        assertThat(history.orElseThrow().redemptions()).hasSize(redemptions)
        assertThat(cards.state("order-1")).isEqualTo(card)
    }
}
