package com.example.shop

import java.math.BigDecimal
import java.util.concurrent.ConcurrentHashMap

/**
 * The provider of card payments. An order is its own reference there, so that each step may be repeated after a crash
 * and moves money once.
 */
interface CardPayments {
    /** Reserves the money of an order. */
    suspend fun authorise(orderId: String, amount: BigDecimal)

    /** Takes the money that is reserved. */
    suspend fun capture(orderId: String)

    /** Gives up what is reserved ("void"), if anything is. */
    suspend fun release(orderId: String)

    /** Gives back what was taken. */
    suspend fun refund(orderId: String)
}

/** A provider in memory, which is told each step and remembers what became of an order's money. */
class FakeCardPayments : CardPayments {
    enum class State { AUTHORISED, CAPTURED, RELEASED, REFUNDED }

    private val states = ConcurrentHashMap<String, State>()

    /** Returns what became of an order's money, or null if none was ever reserved. */
    fun state(orderId: String): State? = states[orderId]

    override suspend fun authorise(orderId: String, amount: BigDecimal) {
        states.putIfAbsent(orderId, State.AUTHORISED)
    }

    override suspend fun capture(orderId: String) = move(orderId, State.AUTHORISED, State.CAPTURED)

    override suspend fun release(orderId: String) {
        if (states.containsKey(orderId)) move(orderId, State.AUTHORISED, State.RELEASED)
    }

    override suspend fun refund(orderId: String) = move(orderId, State.CAPTURED, State.REFUNDED)

    /** A step that was made already changes nothing; one that is not allowed fails. */
    private fun move(orderId: String, from: State, to: State) {
        val now = states[orderId]
        check(now == to || states.replace(orderId, from, to)) { "$orderId is $now (expected: $from)" }
    }
}
