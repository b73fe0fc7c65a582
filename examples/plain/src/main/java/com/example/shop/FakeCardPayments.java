package com.example.shop;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A provider in memory, which is told each step and remembers what became of an order's money. */
public final class FakeCardPayments implements CardPayments {
    /** What became of the money of an order. */
    public enum State {
        AUTHORISED,
        CAPTURED,
        RELEASED,
        REFUNDED
    }

    private final Map<String, State> states = new ConcurrentHashMap<>();

    /** Returns what became of an order's money, or null if none was ever reserved. */
    public State state(String orderId) {
        return states.get(orderId);
    }

    @Override
    public void authorise(String orderId, BigDecimal amount) {
        states.putIfAbsent(orderId, State.AUTHORISED);
    }

    @Override
    public void capture(String orderId) {
        move(orderId, State.AUTHORISED, State.CAPTURED);
    }

    @Override
    public void release(String orderId) {
        if (states.containsKey(orderId)) {
            move(orderId, State.AUTHORISED, State.RELEASED);
        }
    }

    @Override
    public void refund(String orderId) {
        move(orderId, State.CAPTURED, State.REFUNDED);
    }

    /** A step that was made already changes nothing; one that is not allowed fails. */
    private void move(String orderId, State from, State to) {
        State now = states.get(orderId);
        if (now != to && !states.replace(orderId, from, to)) {
            throw new IllegalStateException(orderId + " is " + now + " (expected: " + from + ")");
        }
    }
}
