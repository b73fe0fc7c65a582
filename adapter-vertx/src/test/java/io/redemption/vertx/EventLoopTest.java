package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Threads of Netty, over redemptions that know nothing of Vert.x. Its event loops are Netty's; its workers have the
 * same thread class, and may wait.
 */
class EventLoopTest extends Fixture {
    private void redeem(CompletableFuture<Object> result) {
        try (Redemptions shop = Redemptions.builder(port).build()) {
            result.complete(shop.blocking().redeemFirst(attempt(COUPON)));
        } catch (Throwable thrown) {
            result.complete(thrown);
        }
    }

    @Test
    void redeem_onAnEventLoopOfNetty_isRefusedWithASentenceAndNothingIsSent() throws Exception {
        CompletableFuture<Object> result = new CompletableFuture<>();
        vertx.runOnContext(nothing -> redeem(result));

        assertThat(result.get(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(RedemptionException.class, failure -> {
            assertThat(failure.code()).isEqualTo(FailureCode.WOULD_BLOCK);
            assertThat(failure)
                    .hasMessage("WOULD_BLOCK: this thread must not block, because it runs an event loop of Netty: "
                            + "use the asynchronous methods, or a thread that may wait");
        });
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void redeem_onAWorkerOfTheSameThreadClass_isRedeemed() throws Exception {
        server.answers(200, redemption(COUPON));
        CompletableFuture<Object> result = new CompletableFuture<>();
        vertx.executeBlocking(() -> {
            redeem(result);
            return "";
        });

        assertThat(result.get(10, TimeUnit.SECONDS)).isInstanceOf(Redeemed.class);
    }
}
