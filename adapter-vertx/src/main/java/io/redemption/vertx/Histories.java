package io.redemption.vertx;

import io.redemption.Completeness;
import io.redemption.FailureCode;
import io.redemption.Freshness;
import io.redemption.HistoryQuery;
import io.redemption.RedeemableId;
import io.redemption.RedeemableKind;
import io.redemption.Redemption;
import io.redemption.RedemptionException;
import io.redemption.RedemptionHistory;
import io.redemption.RedemptionId;
import io.redemption.TransactionId;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.redemption.vertx.VertxRedemptionOptions.VoucherGetOne;
import io.redemption.wire.RedemptionListReader;
import io.redemption.wire.RedemptionReader;
import io.redemption.wire.VaucharRoute;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads redemptions: lists, and one out of a list or by its own path. Thread-safe. */
final class Histories {
    /** How many redemptions of a list are kept; the others are counted. */
    private static final int MAX_KEPT = 10_000;

    /** How many are kept of one transaction, in a list that may be of any size. */
    private static final int MAX_KEPT_OF_TRANSACTION = 100;

    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final VertxRedemptionOptions options;

    Histories(VertxRedemptionOptions options) {
        this.options = options;
    }

    CompletableFuture<Optional<RedemptionHistory>> list(PortCall<?> call, RedeemableId id, HistoryQuery query) {
        if (query.cursor() != null) {
            throw new RedemptionException(FailureCode.NOT_SUPPORTED, "cursor: the API has no pages; nothing was sent");
        }
        Integer limit = query.limit();
        int most = query.transactionId() == null ? MAX_KEPT : MAX_KEPT_OF_TRANSACTION;
        RedemptionListReader reader = reader(id, query.transactionId(), limit == null ? most : Math.min(limit, most));
        long maxBytes = query.transactionId() == null ? options.maxListBytes() : HttpRequestSpec.NO_LIMIT;
        HttpRequestSpec get = HttpRequestSpec.get(new VaucharRoute.Redemptions(id).path(), maxBytes, reader::feed)
                .deciding(query.freshness());
        return call.send(get)
                .thenApply(result -> Optional.ofNullable(
                        Reading.of(result, () -> reader.end().toHistory(issuerTime(result)))));
    }

    private RedemptionListReader reader(RedeemableId id, @Nullable TransactionId transaction, int maxKept) {
        Instant now = options.time().now();
        return transaction == null
                ? RedemptionListReader.all(id, now, maxKept)
                : RedemptionListReader.matching(id, now, transaction, maxKept);
    }

    private static @Nullable Instant issuerTime(SendResult result) {
        AnswerHead head = result.head();
        return head == null ? null : head.issuerTime();
    }

    CompletableFuture<Optional<Redemption>> find(
            PortCall<?> call, RedeemableId id, RedemptionId redemption, Freshness freshness) {
        boolean offered = id.kind() != RedeemableKind.VOUCHER || options.issuer() == Issuer.REDEMPTION_SERVER;
        if (!offered && options.voucherGetOne() == VoucherGetOne.LIST) {
            return findInList(call, id, redemption, freshness);
        }
        HttpRequestSpec get = HttpRequestSpec.get(
                        new VaucharRoute.OneRedemption(id, redemption).path(), options.maxBodyBytes())
                .deciding(freshness);
        return call.send(get)
                .thenCompose(result -> !offered && provesNothing(result)
                        ? findInList(call, id, redemption, freshness)
                        : CompletableFuture.completedFuture(
                                Optional.ofNullable(Reading.of(result, () -> one(result, id, redemption)))));
    }

    /** A path that is not documented may be missing altogether. */
    private static boolean provesNothing(SendResult result) {
        AnswerHead head = result.head();
        return head != null && (head.status() == NOT_FOUND || head.status() == METHOD_NOT_ALLOWED);
    }

    private Redemption one(SendResult result, RedeemableId id, RedemptionId redemption) {
        Redemption found = new RedemptionReader(id, options.time().now()).one(result.body());
        if (!found.id().equals(redemption)) {
            throw Reading.foreign(result, "id");
        }
        if (!found.redeemable().equals(id)) {
            throw Reading.foreign(result, "redeemable");
        }
        return found;
    }

    private CompletableFuture<Optional<Redemption>> findInList(
            PortCall<?> call, RedeemableId id, RedemptionId redemption, Freshness freshness) {
        return list(call, id, new HistoryQuery(null, null, null, freshness))
                .thenApply(listed -> listed.flatMap(history -> inList(history, redemption)));
    }

    private static Optional<Redemption> inList(RedemptionHistory history, RedemptionId redemption) {
        Optional<Redemption> found = history.redemptions().stream()
                .filter(item -> item.id().equals(redemption))
                .findFirst();
        if (found.isEmpty() && history.completeness() != Completeness.PROVEN) {
            throw new RedemptionException(
                    FailureCode.INCOMPLETE,
                    "the redemption is not listed, and the list does not prove that it is complete");
        }
        return found;
    }
}
