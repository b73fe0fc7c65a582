package com.example.shop;

import java.math.BigDecimal;

/**
 * The provider of card payments. An order is its own reference there, so that each step may be repeated after a crash
 * and moves money once.
 */
public interface CardPayments {
    /** Reserves the money of an order. */
    void authorise(String orderId, BigDecimal amount);

    /** Takes the money that is reserved. */
    void capture(String orderId);

    /** Gives up what is reserved ("void"), if anything is. */
    void release(String orderId);

    /** Gives back what was taken. */
    void refund(String orderId);
}
