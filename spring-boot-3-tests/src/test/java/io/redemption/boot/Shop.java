package io.redemption.boot;

import io.redemption.Redemptions;
import io.redemption.model.AttemptId;
import io.redemption.model.Code;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import java.util.concurrent.CompletionStage;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The checkout of a shop. Which issuer it redeems at is a matter of its properties alone. */
@SpringBootApplication
@RestController
public class Shop {
    private final Redemptions redemptions;

    Shop(Redemptions redemptions) {
        this.redemptions = redemptions;
    }

    /** Runs the shop until its process is told to end. */
    public static void main(String[] arguments) {
        SpringApplication.run(Shop.class, arguments);
    }

    /** Pays an order, which may be repeated. */
    @PostMapping("/pay")
    CompletionStage<String> pay(
            @RequestParam("order") String order,
            @RequestParam("code") String code,
            @RequestParam("value") String value) {
        return redeemed(order, code, value)
                .thenApply(outcome ->
                        outcome.fold(redeemed -> "paid", refused -> "refused", unknown -> "ask again later"));
    }

    /** Pays an order, and answers with the outcome as JSON. */
    @PostMapping("/pay.json")
    CompletionStage<RedemptionOutcome> payAsJson(
            @RequestParam("order") String order,
            @RequestParam("code") String code,
            @RequestParam("value") String value) {
        return redeemed(order, code, value);
    }

    /** Pays an order, and answers with what a log line would hold by then, and where it would be written. */
    @PostMapping("/pay-and-log")
    CompletionStage<String> payAndLog(
            @RequestParam("order") String order,
            @RequestParam("code") String code,
            @RequestParam("value") String value) {
        MDC.put("order", order);
        try {
            return redeemed(order, code, value)
                    .thenApply(outcome -> outcome.fold(redeemed -> "paid", refused -> "refused", unknown -> "?") + " "
                            + MDC.get("order") + " on " + Thread.currentThread().getName());
        } finally {
            MDC.remove("order");
        }
    }

    private CompletionStage<RedemptionOutcome> redeemed(String order, String code, String value) {
        return redemptions.lookup(Code.of(code)).thenCompose(found -> {
            RedemptionRequest request = RedemptionRequest.builder(
                            found.orElseThrow().redeemable().id())
                    .value(value)
                    .build();
            RedemptionAttempt attempt = redemptions.prepare(request, AttemptId.of(order));
            return redemptions.redeem(attempt);
        });
    }
}
