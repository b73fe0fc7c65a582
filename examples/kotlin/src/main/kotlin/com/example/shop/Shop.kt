package com.example.shop

import io.redemption.Redemptions
import io.redemption.inmemory.InMemoryRedemptionPort
import io.redemption.model.GiftCard
import io.redemption.port.AttemptJournal
import io.redemption.vauchar.VaucharOptions
import io.redemption.vauchar.VaucharRedemptions
import io.redemption.vertx.CredentialsProvider
import java.util.UUID
import kotlinx.coroutines.runBlocking
import org.h2.jdbcx.JdbcConnectionPool

/** A shop: pays an order with the gift card GIFT4U and gives the money back. */
fun main() = println(runBlocking { demo(System.getenv()) })

suspend fun demo(environment: Map<String, String>): String {
    val url = environment["SHOP_DATABASE"] ?: "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1"
    val database = JdbcConnectionPool.create(url, "", "")
    try {
        return redemptions(environment).use { redemptions ->
            val orders = Orders(database).apply { createTable() }
            val checkout = Checkout(redemptions, FakeCardPayments(), orders)
            checkout.settle() // what the last process left open

            val orderId = UUID.randomUUID().toString()
            val paid = checkout.pay(orderId, "80.00".toBigDecimal(), "GIFT4U", "30.00".toBigDecimal())
            "${paid.state}, then ${checkout.refund(orderId).state}"
        }
    } finally {
        database.dispose()
    }
}

/** The Vauchar API if the environment has credentials for it, otherwise an issuer in memory. */
private fun redemptions(environment: Map<String, String>): Redemptions {
    val merchant = environment["VAUCHAR_MERCHANT"]
    if (merchant == null) {
        val issuer = InMemoryRedemptionPort.create()
        issuer.issue(GiftCard.builder("gift-1", "100.00").code("GIFT4U").build())
        return Redemptions.over(issuer, AttemptJournal.inMemory())
    }
    val credentials = CredentialsProvider.of(merchant, environment.getValue("VAUCHAR_KEY"))
    return VaucharRedemptions.connect(VaucharOptions.builder(VaucharOptions.VAUCHAR, credentials).build())
}
