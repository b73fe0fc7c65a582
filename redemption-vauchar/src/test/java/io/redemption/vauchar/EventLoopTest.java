package io.redemption.vauchar;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionRequest;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions;
import io.redemption.vertx.VertxRedemptionPort;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Threads of Netty, over redemptions that know nothing of Vert.x. Its event loops are Netty's; its workers have the
 * same thread class, and may wait.
 */
class EventLoopTest {
    private static final RedemptionRequest REQUEST = RedemptionRequest.builder(
                    RedeemableId.giftCard(LoopbackIssuer.CARD))
            .value("50.00")
            .build();

    private final Vertx vertx = Vertx.vertx();
    private LoopbackIssuer issuer;
    private Redemptions shop;

    @BeforeEach
    void open() throws Exception {
        issuer = new LoopbackIssuer();
        VertxRedemptionPort port = VertxRedemptionPort.create(
                VertxRedemptionOptions.builder(issuer.baseUri(), CredentialsProvider.of("merchant", "key"))
                        .build());
        shop = Redemptions.builder(port).ownedResource(port).build();
    }

    @AfterEach
    void close() {
        shop.close();
        issuer.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private void redeem(CompletableFuture<Object> result) {
        try {
            result.complete(shop.blocking().redeem(REQUEST));
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
        assertThat(issuer.requests()).isEmpty();
    }

    @Test
    void redeem_onAWorkerOfTheSameThreadClass_isRedeemed() throws Exception {
        CompletableFuture<Object> result = new CompletableFuture<>();
        vertx.executeBlocking(() -> {
            redeem(result);
            return "";
        });

        assertThat(result.get(10, TimeUnit.SECONDS)).isInstanceOf(Redeemed.class);
    }
}
