package io.redemption.server;

import io.redemption.Redemptions;
import io.redemption.model.Completeness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.wire.CreateRedemptionBody;
import io.redemption.wire.RedemptionWriter;
import io.redemption.wire.VaucharRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The four operations on redemptions, the same for all kinds. Immutable and thread-safe. */
final class RedemptionOperations {
    static final String IDEMPOTENCY_STATUS = "Idempotency-Status";

    private final RedemptionWriter writer;
    private final ErrorResponses errors;
    private final CouponCreateStatus couponCreateStatus;

    RedemptionOperations(RedemptionWriter writer, ErrorResponses errors, CouponCreateStatus couponCreateStatus) {
        this.writer = writer;
        this.errors = errors;
        this.couponCreateStatus = couponCreateStatus;
    }

    CompletionStage<HttpAnswer> list(ApiCall call, RedeemableId id) {
        HistoryQuery all = HistoryQuery.all(call.freshness());
        return page(call.merchant().redemptions(), id, all, new ArrayList<>(), true);
    }

    /** Reads all pages of the issuer and joins them, because the API has no pages. */
    private CompletionStage<HttpAnswer> page(
            Redemptions redemptions, RedeemableId id, HistoryQuery query, List<Redemption> sofar, boolean proven) {
        return redemptions.history(id, query).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedStage(errors.unknownRedeemable());
            }
            RedemptionHistory history = found.get();
            sofar.addAll(history.redemptions());
            String next = history.nextCursor();
            boolean stillProven = proven && isProven(history);
            return next == null
                    ? CompletableFuture.completedStage(
                            HttpAnswer.found(writer.list(id, sofar, stillProven ? Long.valueOf(sofar.size()) : null)))
                    : page(redemptions, id, query.after(next), sofar, stillProven);
        });
    }

    /** Returns whether nothing is missing but the next page. A count in the answer would claim that. */
    private static boolean isProven(RedemptionHistory history) {
        return history.completeness() == Completeness.PROVEN
                || (history.completeness() == Completeness.CUT && history.nextCursor() != null);
    }

    CompletionStage<HttpAnswer> get(ApiCall call, VaucharRoute.OneRedemption one) {
        return call.merchant()
                .redemptions()
                .find(one.redeemable(), one.redemption(), call.freshness())
                .thenApply((Optional<Redemption> found) ->
                        found.map(writer::wrapped).map(HttpAnswer::found).orElseGet(errors::unknownRedemption));
    }

    CompletionStage<HttpAnswer> create(ApiCall call, RedeemableId id) {
        int decimals = call.merchant().redemptions().capabilities().maxScale();
        CreateRedemptionBody body = CreateRedemptionBody.decode(call.body(), decimals);
        RedemptionRequest.Builder request = RedemptionRequest.builder(id)
                .redeemer(body.redeemer())
                .transaction(call.merchant().transaction(body.transactionId()));
        if (body.value() != null) {
            request.value(body.value());
        }
        Redemptions redemptions = call.merchant().redemptions();
        RedemptionAttempt attempt = call.attemptId() == null
                ? redemptions.prepare(request.build())
                : redemptions.prepare(request.build(), call.attemptId());
        return call.merchant()
                .redeem(attempt)
                .thenApply(outcome -> outcome.fold(
                        redeemed -> created(call, redeemed), errors::refused, unknown -> errors.outcomeUnknown()));
    }

    private HttpAnswer created(ApiCall call, Redeemed redeemed) {
        Redemption redemption = redeemed.redemption();
        boolean coupon = redemption.redeemable().kind() == RedeemableKind.COUPON;
        HttpAnswer answer = HttpAnswer.done(coupon ? couponCreateStatus.code() : 201, writer.bare(redemption));
        if (call.attemptId() == null) {
            return answer;
        }
        if (redeemed.replayed()) {
            return answer.with(IDEMPOTENCY_STATUS, "replayed");
        }
        return call.merchant().honoursKeys() ? answer.with(IDEMPOTENCY_STATUS, "honoured") : answer;
    }

    CompletionStage<HttpAnswer> delete(ApiCall call, VaucharRoute.OneRedemption one) {
        return call.merchant()
                .reverse(new Reversal(one.redeemable(), one.redemption()))
                .thenApply(outcome -> outcome.fold(
                        reversed -> HttpAnswer.NO_CONTENT,
                        nothing -> errors.unknownRedemption(),
                        errors::refused,
                        unknown -> errors.outcomeUnknown()));
    }
}
