package io.redemption.jdbc;

import io.redemption.model.AttemptId;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.port.IdSource;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Attempts and outcomes with speaking defaults, and stages awaited. */
final class Attempts {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    static final RedeemableId CARD = RedeemableId.giftCard("gft-1");

    private static final IdSource IDS = IdSource.secure();

    private Attempts() {}

    static RedemptionAttempt attempt() {
        return attempt("a" + IDS.token(25));
    }

    static RedemptionAttempt attempt(String id) {
        return attempt(id, request());
    }

    static RedemptionRequest.Builder request() {
        return RedemptionRequest.builder(CARD).user("user-1").value("50.00");
    }

    static RedemptionAttempt attempt(String id, RedemptionRequest.Builder builder) {
        AttemptId attempt = AttemptId.of(id);
        RedemptionRequest request = builder.build();
        TransactionId transaction = request.transaction() instanceof TransactionChoice.Unique unique
                ? unique.id()
                : IdSource.transactionId(attempt, request.redeemable());
        return new RedemptionAttempt(attempt, request, transaction, START);
    }

    static Redeemed redeemed(RedemptionAttempt attempt) {
        return Redeemed.of(Redemption.builder(RedemptionId.of("res-" + attempt.id()), attempt.redeemable(), START)
                .redeemer(attempt.request().redeemer())
                .value(attempt.request().value())
                .transactionId(attempt.transactionId())
                .customerId("customer-of-the-issuer")
                .teamId("team-1")
                .href("/gift-cards/gft-1/redemptions/res-" + attempt.id())
                .build());
    }

    static Unknown unknown(RedemptionAttempt attempt) {
        return new Unknown(Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.LIKELY, 1, START, START));
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError("a call of the journal did not succeed: " + failed, failed);
        }
    }

    /** Waits for a stage that returns nothing. */
    static void done(CompletionStage<Void> stage) {
        boolean unused = await(stage.thenApply(nothing -> true));
    }
}
