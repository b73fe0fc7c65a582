package com.example.shop;

import java.math.BigDecimal;
import java.util.NoSuchElementException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The checkout over HTTP. Each answer is the state of the order. */
@RestController
class CheckoutController {
    private final Checkout checkout;
    private final Orders orders;

    CheckoutController(Checkout checkout, Orders orders) {
        this.checkout = checkout;
        this.orders = orders;
    }

    @PostMapping("/orders/{id}/payment")
    Order.State pay(
            @PathVariable String id,
            @RequestParam BigDecimal total,
            @RequestParam String code,
            @RequestParam BigDecimal byGiftCard) {
        return checkout.pay(id, total, code, byGiftCard).state();
    }

    @PostMapping("/orders/{id}/refund")
    Order.State refund(@PathVariable String id) {
        return checkout.refund(id).state();
    }

    @GetMapping("/orders/{id}")
    Order.State state(@PathVariable String id) {
        return orders.find(id).state();
    }

    @ExceptionHandler(NoSuchElementException.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    void mistypedCode() {}
}
