package io.redemption.vauchar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.redemption.Redemptions;
import io.redemption.model.CallOptions;
import io.redemption.model.FailureCode;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Unknown;
import io.redemption.vertx.CredentialsProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Options of single calls, through the whole stack and over HTTP. */
class CallOptionsTest {
    private static final RedeemableId CARD = RedeemableId.giftCard(LoopbackIssuer.CARD);
    private static final RedemptionRequest REQUEST =
            RedemptionRequest.builder(CARD).user("user-1").value("50.00").build();
    private static final Duration SHORT = Duration.ofSeconds(1);

    private LoopbackIssuer issuer;
    private Redemptions shop;

    @BeforeEach
    void open() throws IOException {
        issuer = new LoopbackIssuer();
        shop = VaucharRedemptions.connect(options()
                .cached()
                .resilience(layer -> layer.maxConcurrentWrites(1))
                .resolveInBackground(false)
                .build());
    }

    @AfterEach
    void close() {
        issuer.release();
        shop.close();
        issuer.close();
    }

    private VaucharOptionsBuilder options() {
        return VaucharOptions.builder(issuer.baseUri(), CredentialsProvider.of("merchant", "key"));
    }

    @Test
    void aDeadlineEndsTheSendAtTheTransportAndLeavesATicket() {
        shop.blocking().redeem(REQUEST); // the first call takes long by itself
        issuer.hold();
        long begun = System.nanoTime();

        RedemptionOutcome outcome =
                shop.with(CallOptions.NONE.deadline(SHORT)).blocking().redeem(REQUEST);

        assertThat(outcome).isInstanceOf(Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(SHORT, Duration.ofSeconds(4));
        assertThat(issuer.requests("POST")).isEqualTo(2);
        issuer.release();
        assertThat(shop.blocking().redeem(REQUEST)).as("its room is free again").isInstanceOf(Redeemed.class);
    }

    @Test
    void aDeadlineEndsARead() {
        issuer.hold();

        RedemptionException late = catchThrowableOfType(
                RedemptionException.class,
                () -> shop.with(CallOptions.NONE.deadline(SHORT)).blocking().history(CARD, HistoryQuery.ALL));

        assertThat(late.code()).isEqualTo(FailureCode.DEADLINE_EXCEEDED);
    }

    @Test
    void aCallWaitsForRoomAndTheOthersDoNot() throws Exception {
        issuer.hold();
        CompletableFuture<RedemptionOutcome> first = shop.redeem(REQUEST).toCompletableFuture();
        issuer.awaitRequests("POST", 1);

        CompletableFuture<RedemptionOutcome> waiting = shop.with(CallOptions.NONE.waitsForRoom(Duration.ofSeconds(5)))
                .redeem(REQUEST)
                .toCompletableFuture();
        RedemptionException full = catchThrowableOfType(
                RedemptionException.class, () -> shop.blocking().redeem(REQUEST));
        issuer.release();

        assertThat(full.code()).isEqualTo(FailureCode.OVERLOADED);
        assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(Redeemed.class);
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isInstanceOf(Redeemed.class);
        assertThat(issuer.requests("POST")).isEqualTo(2);
    }

    @Test
    void readsFromIssuerPassTheCacheBy() {
        shop.blocking().history(CARD, HistoryQuery.ALL);
        shop.blocking().history(CARD, HistoryQuery.ALL);
        assertThat(issuer.requests("GET")).isEqualTo(1);

        shop.with(CallOptions.NONE.readsFromIssuer()).blocking().history(CARD, HistoryQuery.ALL);

        assertThat(issuer.requests("GET")).isEqualTo(2);
    }

    @Test
    void withoutResilienceADeadlineHoldsAndWaitingForRoomIsRefused() {
        try (Redemptions bare =
                VaucharRedemptions.connect(options().withoutResilience().build())) {
            bare.blocking().redeem(REQUEST);
            issuer.hold();

            assertThat(bare.with(CallOptions.NONE.deadline(SHORT)).blocking().redeem(REQUEST))
                    .isInstanceOf(Unknown.class);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bare.with(CallOptions.NONE.waitsForRoom(SHORT)))
                    .withMessageStartingWith("waitsForRoom: PT1S (expected: no wait, or a port whose bulkhead");
            issuer.release();
        }
    }
}
