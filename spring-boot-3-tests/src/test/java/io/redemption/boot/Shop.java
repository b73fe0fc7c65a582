package io.redemption.boot;

import io.redemption.Redemptions;
import io.redemption.model.Code;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import java.util.concurrent.CompletionStage;
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

    @PostMapping("/pay")
    CompletionStage<String> pay(@RequestParam("code") String code, @RequestParam("value") String value) {
        return redemptions
                .lookup(Code.of(code))
                .thenCompose(found -> redeemed(RedemptionRequest.builder(
                                found.orElseThrow().redeemable().id())
                        .value(value)
                        .build()));
    }

    private CompletionStage<String> redeemed(RedemptionRequest request) {
        RedemptionAttempt attempt = redemptions.prepare(request);
        return redemptions
                .redeem(attempt)
                .thenApply(outcome ->
                        outcome.fold(redeemed -> "paid", refused -> "refused", unknown -> "ask again later"));
    }
}
