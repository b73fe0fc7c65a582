package io.redemption.vertx;

import io.redemption.model.Completeness;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.Ticket;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.redemption.vertx.VertxRedemptionOptions.VoucherGetOne;
import io.redemption.wire.RedemptionListReader;
import io.redemption.wire.RedemptionReader;
import io.redemption.wire.VaucharRoute;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads redemptions: lists, and single ones by their path or from a list. Thread-safe. */
final class HistoryReader {
    /** How many redemptions of a list are kept; the others are counted. */
    private static final int MAX_KEPT = 10_000;

    /** How many redemptions of one transaction are kept, in a list that may be of any size. */
    private static final int MAX_KEPT_OF_TRANSACTION = 100;

    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final VertxRedemptionOptions options;

    HistoryReader(VertxRedemptionOptions options) {
        this.options = options;
    }

    /**
     * A read that has not begun, for one send.
     *
     * @param get the request
     * @param reading converts the response; empty if the path's resource does not exist; throws
     *     {@link RedemptionException}
     * @param <T> the type of the result
     */
    record Read<T>(HttpRequestSpec get, Function<SendResult, Optional<T>> reading) {
        Optional<T> of(SendResult result) {
            return reading.apply(result);
        }
    }

    CompletableFuture<Optional<RedemptionHistory>> list(PortCall<?> call, RedeemableId id, HistoryQuery query) {
        Read<RedemptionHistory> read = listing(id, query);
        return call.send(read.get(), read::of);
    }

    /** Prepares the read of a list. */
    Read<RedemptionHistory> listing(RedeemableId id, HistoryQuery query) {
        if (query.cursor() != null) {
            throw new RedemptionException(FailureCode.NOT_SUPPORTED, "cursor: the API has no pages; nothing was sent");
        }
        Integer limit = query.limit();
        int most = query.transactionId() == null ? MAX_KEPT : MAX_KEPT_OF_TRANSACTION;
        RedemptionListReader reader = reader(id, query, limit == null ? most : Math.min(limit, most));
        JsonStart start = new JsonStart(reader::feed);
        long maxBytes = query.transactionId() == null ? options.maxListBytes() : HttpRequestSpec.NO_LIMIT;
        HttpRequestSpec get = HttpRequestSpec.get(new VaucharRoute.AllRedemptions(id).path(), maxBytes, start);
        // The response for one transaction decides whether it was redeemed; other lists are only shown.
        boolean decides = query.transactionId() != null;
        return new Read<>(
                decides ? get.deciding(query.freshness()) : get.with(query.freshness()),
                result -> Optional.ofNullable(
                        HttpRead.of(result, start::kind, () -> reader.end().toHistory(issuerTime(result)))));
    }

    private RedemptionListReader reader(RedeemableId id, HistoryQuery query, int maxKept) {
        Instant now = options.time().now();
        return query.transactionId() == null
                ? RedemptionListReader.all(id, now, maxKept)
                : RedemptionListReader.filtered(id, madeAt(query, now), query::mayMatch, query::matches, maxKept);
    }

    /**
     * Returns the creation time for a redemption without one: a time at which the wanted redemption can have been
     * created.
     */
    private static Instant madeAt(HistoryQuery query, Instant now) {
        Ticket inDoubt = query.inDoubt();
        Instant issuerTime = inDoubt == null ? null : inDoubt.issuerTime();
        return issuerTime == null ? now : issuerTime;
    }

    private static @Nullable Instant issuerTime(SendResult result) {
        ResponseHead head = result.head();
        return head == null ? null : head.issuerTime();
    }

    CompletableFuture<Optional<Redemption>> find(
            PortCall<?> call, RedeemableId id, RedemptionId redemption, Freshness freshness) {
        boolean offered = offersOne(id.kind());
        if (!offered && options.voucherGetOne() == VoucherGetOne.LIST) {
            return findInList(call, id, redemption, freshness);
        }
        Read<Redemption> read = one(id, redemption);
        HttpRequestSpec get = read.get().deciding(freshness);
        return offered
                ? call.send(get, read::of)
                : call.send(get)
                        .thenCompose(result -> provesNothing(result)
                                ? findInList(call, id, redemption, freshness)
                                : CompletableFuture.completedFuture(read.of(result)));
    }

    /** Returns whether the API has a path for one redemption of a kind. */
    boolean offersOne(RedeemableKind kind) {
        return kind != RedeemableKind.VOUCHER || options.issuer() != Issuer.VAUCHAR;
    }

    /** Prepares the read of one redemption by its own path, from the issuer itself. */
    Read<Redemption> one(RedeemableId id, RedemptionId redemption) {
        return new Read<>(
                HttpRequestSpec.get(new VaucharRoute.OneRedemption(id, redemption).path(), options.maxBodyBytes())
                        .with(Freshness.FROM_ISSUER),
                result -> Optional.ofNullable(HttpRead.of(result, () -> one(result, id, redemption))));
    }

    /** Returns whether the response proves nothing, because the undocumented path may be missing altogether. */
    private static boolean provesNothing(SendResult result) {
        ResponseHead head = result.head();
        return head != null && (head.status() == NOT_FOUND || head.status() == METHOD_NOT_ALLOWED);
    }

    private Redemption one(SendResult result, RedeemableId id, RedemptionId redemption) {
        Redemption found = new RedemptionReader(id, options.time().now(), options.maxScale()).one(result.body());
        if (!found.id().equals(redemption)) {
            throw HttpRead.foreign(result, "id");
        }
        if (!found.redeemable().equals(id)) {
            throw HttpRead.foreign(result, "redeemable");
        }
        return found;
    }

    private CompletableFuture<Optional<Redemption>> findInList(
            PortCall<?> call, RedeemableId id, RedemptionId redemption, Freshness freshness) {
        Read<RedemptionHistory> read = listing(id, HistoryQuery.all(freshness));
        return call.send(
                read.get().deciding(freshness),
                result -> read.of(result).flatMap(history -> inList(history, redemption)));
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
