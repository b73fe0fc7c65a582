package io.redemption.webflux;

import io.redemption.Redemptions;
import io.redemption.model.Code;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
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

    @PostMapping("/pay")
    Mono<RedemptionOutcome> pay(@RequestParam("code") String code, @RequestParam("value") String value) {
        return Mono.fromCompletionStage(() -> redemptions
                .lookup(Code.of(code))
                .thenCompose(found -> redemptions.redeem(RedemptionRequest.builder(
                                found.orElseThrow().redeemable().id())
                        .value(value)
                        .build())));
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
