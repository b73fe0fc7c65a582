package io.redemption.examples;

import io.redemption.Redemptions;
import io.redemption.RedemptionsBuilder;
import io.redemption.model.AttemptId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.InvalidationBus;
import io.redemption.port.RedemptionPort;
import io.redemption.resilience.RateLimit;
import io.redemption.vauchar.VaucharOptionsBuilder;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What platforms do in practice. */
final class Recipes {
    private Recipes() {}

    /** The payment of the rest by card. */
    interface Payment {
        String authorise();

        String capture();

        String voided();
    }

    /** The platform's order rows. */
    interface OrderRows {
        void prepared(String attempt);

        void inDoubt(String ticket);
    }

    static RedemptionAttempt ofOrder(Redemptions shop, RedemptionRequest request, String orderId, int line) {
        // example begins: own-id
        var attempt = shop.prepare(request, AttemptId.of(orderId + "/" + line));
        // example ends
        return attempt;
    }

    static Redemptions lookingFirst(RedemptionPort port) {
        // example begins: look-first
        var shop = Redemptions.builder(port).lookFirst().build();
        // example ends
        return shop;
    }

    static String afterACrash(Redemptions shop, String row, boolean wasOnlyPrepared) {
        // example begins: crash
        var attempt = RedemptionAttempt.decode(row);
        if (wasOnlyPrepared) {
            return told(shop.blocking().redeemFirst(attempt)); // your word that it was never sent
        }
        return shop.blocking()
                .recover(attempt) // looks, and never sends
                .fold(
                        confirmed -> "paid",
                        absent -> told(shop.blocking().redeem(attempt)), // it is not there: sent again
                        duplicate -> "paid twice: reverse one of them",
                        still -> "look again later");
        // example ends
    }

    private static String told(RedemptionOutcome outcome) {
        return outcome.fold(redeemed -> "paid", refused -> "refused", unknown -> "look again later");
    }

    static String checkout(Redemptions shop, RedemptionRequest request, OrderRows orders, Payment payment) {
        // example begins: checkout
        var attempt = shop.prepare(request);
        orders.prepared(attempt.encode());
        payment.authorise();
        var outcome = shop.blocking().redeem(attempt);
        return outcome.fold(redeemed -> payment.capture(), refused -> payment.voided(), unknown -> {
            orders.inDoubt(unknown.ticket().encode()); // stays authorised until it is known
            return "pending";
        });
        // example ends
    }

    static CompletionStage<ReversalOutcome> refund(Redemptions shop, Redemption redemption) {
        // example begins: refund
        var refunded = shop.reverse(Reversal.of(redemption)); // may be repeated, and reverses once
        // example ends
        return refunded;
    }

    static RedemptionsBuilder ownRule(RedemptionsBuilder options) {
        // example begins: rule
        options.requestRule("acme.min_basket", Recipes::minimumBasket);
        // example ends
        return options;
    }

    // example begins: rule-itself
    static @Nullable Violation minimumBasket(RedemptionRequest request) {
        var total = request.orderTotal(); // not sent to the issuer
        return total == null || total.toBigDecimal().intValue() >= 20
                ? null
                : Violation.of(ViolationCode.of("acme.min_basket"), "minimum", 20);
    }
    // example ends

    static VaucharOptionsBuilder limits(VaucharOptionsBuilder options, Executor workers) {
        // example begins: limits
        options.resilience(calls -> calls.totalDeadline(Duration.ofSeconds(5))
                        .maxConcurrentWrites(64)
                        .writeRate(new RateLimit(50, Duration.ofSeconds(1))))
                .transport(http -> http.sendTimeout(Duration.ofSeconds(2)).poolSize(32))
                .completeOn(workers) // continuations may block there
                .resolveWait(Duration.ofSeconds(2)); // a lost answer is looked for before the call ends
        // example ends
        return options;
    }

    static VaucharOptionsBuilder severalNodes(VaucharOptionsBuilder options, InvalidationBus bus) {
        // example begins: nodes
        options.cached(cache -> cache.merchant("acme").bus(bus));
        // example ends
        return options;
    }

    static VaucharOptionsBuilder behindAGateway(VaucharOptionsBuilder options) {
        // example begins: gateway
        options.transport(http -> http.issuer(Issuer.REDEMPTION_GATEWAY));
        // example ends
        return options;
    }
}
