package io.redemption.webflux;

import io.redemption.Redemptions;
import io.redemption.model.Code;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The checkout of a shop that never blocks, and one that tries to. */
@SpringBootApplication
@RestController
public class ReactiveShop {
    private final Redemptions redemptions;

    ReactiveShop(Redemptions redemptions) {
        this.redemptions = redemptions;
    }

    // example begins
    @PostMapping("/pay")
    Mono<RedemptionOutcome> pay(@RequestParam("code") String code, @RequestParam("value") String value) {
        return Mono.fromCompletionStage(() -> redemptions
                .lookup(Code.of(code))
                .thenCompose(found -> redemptions.redeem(RedemptionRequest.builder(
                                found.orElseThrow().redeemable().id())
                        .value(value)
                        .build())));
    }
    // example ends

    /** Pays an order, and answers with what a log line would hold by then, and where it would be written. */
    @PostMapping("/pay-and-log")
    Mono<String> payAndLog(
            @RequestParam("order") String order,
            @RequestParam("code") String code,
            @RequestParam("value") String value) {
        return Mono.fromCompletionStage(() -> {
            MDC.put("order", order);
            try {
                return redemptions
                        .lookup(Code.of(code))
                        .thenCompose(found -> redemptions.redeem(RedemptionRequest.builder(
                                        found.orElseThrow().redeemable().id())
                                .value(value)
                                .build()))
                        .thenApply(outcome -> outcome.fold(redeemed -> "paid", refused -> "refused", unknown -> "?")
                                + " " + MDC.get("order") + " on "
                                + Thread.currentThread().getName());
            } finally {
                MDC.remove("order");
            }
        });
    }

    @PostMapping("/block")
    String block(@RequestParam("code") String code) {
        try {
            return "found " + redemptions.blocking().lookup(Code.of(code)).isPresent();
        } catch (RedemptionException refused) {
            return Thread.currentThread().getName() + ": " + refused.getMessage();
        }
    }
}
