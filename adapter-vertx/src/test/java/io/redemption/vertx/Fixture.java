package io.redemption.vertx;

import io.redemption.model.AttemptId;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A raw server and a port to it for each test, and speaking defaults. */
abstract class Fixture {
    static final String KEY = "canary-api-key";
    static final String MERCHANT = "canary-merchant";
    static final RedeemableId COUPON = RedeemableId.coupon("cpn-1502288320598b19c0d59fd");
    static final RedeemableId VOUCHER = RedeemableId.voucher("vcr-1502288320598b19c0d59fd");
    static final RedeemableId GIFT_CARD = RedeemableId.giftCard("gift-148061360458405ee43a1a8");
    static final List<RedeemableId> ALL = List.of(COUPON, VOUCHER, GIFT_CARD);
    static final RedemptionId REDEMPTION = RedemptionId.of("res-1502473727598dedff485f1");
    static final Instant CREATED = Instant.ofEpochSecond(1_502_473_727L);

    static Vertx vertx;

    RawServer server;
    VertxRedemptionPort port;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        RawServer.await(vertx.close());
    }

    @BeforeEach
    void start() {
        server = new RawServer(vertx);
        port = VertxRedemptionPort.create(vertx, options().build());
    }

    @AfterEach
    void stop() {
        closeWithoutWaiting();
        server.close();
    }

    /** Closes the port, whatever its sends still wait for. */
    private void closeWithoutWaiting() {
        CompletionStage<Void> unused = port.closeAsync();
    }

    VertxRedemptionOptionsBuilder options() {
        return options("http://127.0.0.1:" + server.port());
    }

    static VertxRedemptionOptionsBuilder options(String baseUri) {
        return VertxRedemptionOptions.builder(baseUri, CredentialsProvider.of(MERCHANT, KEY))
                .sendTimeout(Duration.ofSeconds(20))
                .connectTimeout(Duration.ofSeconds(10));
    }

    /** Replaces the port of this test. */
    VertxRedemptionPort use(VertxRedemptionOptionsBuilder options) {
        closeWithoutWaiting();
        port = VertxRedemptionPort.create(vertx, options.build());
        return port;
    }

    static RedemptionAttempt attempt(RedeemableId id) {
        return new RedemptionAttempt(
                AttemptId.of("attempt-1"),
                RedemptionRequest.builder(id)
                        .user("123")
                        .email("canary@example.com")
                        .phone("canary-555")
                        .value("50.00")
                        .uniqueTransaction("transa001")
                        .build(),
                TransactionId.of("transa001"),
                CREATED.minusSeconds(1));
    }

    static Reversal reversal(RedeemableId id) {
        return new Reversal(id, REDEMPTION);
    }

    static String idField(RedeemableKind kind) {
        return switch (kind) {
            case COUPON -> "coupon_id";
            case VOUCHER -> "voucher_id";
            case GIFT_CARD -> "gift_card_id";
        };
    }

    static String segment(RedeemableKind kind) {
        return switch (kind) {
            case COUPON -> "coupons";
            case VOUCHER -> "vouchers";
            case GIFT_CARD -> "gift-cards";
        };
    }

    /** The redemption that answers {@link #attempt}, as the API documents it. */
    static String redemption(RedeemableId id) {
        return redemption(id, REDEMPTION.value(), "transa001");
    }

    static String redemption(RedeemableId id, String redemption, String transaction) {
        return "{\"href\":\"https://foreign.example/" + redemption + "\",\"type\":\"redemption\",\"id\":\"" + redemption
                + "\",\"" + idField(id.kind()) + "\":\"" + id.value()
                + "\",\"user_id\":\"123\",\"user_email\":\"canary@example.com\",\"user_phone\":\"canary-555\","
                + "\"transaction_id\":\"" + transaction + "\",\"value_used\":\"50.00\",\"created\":"
                + CREATED.getEpochSecond() + "}";
    }

    static String path(RedeemableId id) {
        return "/" + segment(id.kind()) + "/" + id.value() + "/redemptions";
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RedemptionException failure) {
                throw failure;
            }
            throw new AssertionError("failed with something that is no RedemptionException", e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("the stage did not complete in 30 s", e);
        }
    }

    /** The failure of a stage that must fail. */
    static RedemptionException failure(CompletionStage<?> stage) {
        try {
            Object value = await(stage);
            throw new AssertionError("completed with a " + value.getClass().getSimpleName() + ", not with a failure");
        } catch (RedemptionException e) {
            return e;
        }
    }

    static FailureCode failureCode(CompletionStage<?> stage) {
        return failure(stage).code();
    }

    /** The ticket of an outcome that must be unknown. */
    static Ticket ticket(CompletionStage<RedemptionOutcome> stage) {
        return await(stage)
                .fold(
                        redeemed -> {
                            throw new AssertionError("redeemed, not unknown");
                        },
                        refused -> {
                            throw new AssertionError("refused, not unknown: " + refused.violations());
                        },
                        Unknown::ticket);
    }
}
