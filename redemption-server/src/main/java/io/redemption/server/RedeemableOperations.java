package io.redemption.server;

import io.redemption.CatalogueQuery;
import io.redemption.Code;
import io.redemption.FailureCode;
import io.redemption.Freshness;
import io.redemption.Redeemable;
import io.redemption.RedeemableId;
import io.redemption.RedeemableIssuing;
import io.redemption.RedeemableKind;
import io.redemption.RedeemableState;
import io.redemption.RedemptionException;
import io.redemption.wire.RedeemableWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The operations on coupons, vouchers and gift cards themselves. Immutable and thread-safe. */
final class RedeemableOperations {
    private static final int PAGE = 1000;

    private final RedeemableWriter writer;
    private final Problems problems;
    private final Orders orders;

    RedeemableOperations(RedeemableWriter writer, Problems problems, Orders orders) {
        this.writer = writer;
        this.problems = problems;
        this.orders = orders;
    }

    CompletionStage<HttpAnswer> get(Call call, RedeemableId id) {
        return call.merchant()
                .redemptions()
                .lookup(id, call.freshness())
                .thenApply(found ->
                        found.map(writer::wrapped).map(HttpAnswer::found).orElseGet(problems::unknownRedeemable));
    }

    /** All of a kind, or the one with the code that the query names; none if it names what no redeemable can have. */
    CompletionStage<HttpAnswer> list(Call call, RedeemableKind kind) {
        if (call.query().matchesNothing()) {
            return CompletableFuture.completedStage(HttpAnswer.found(writer.list(kind, List.of(), 0)));
        }
        Code code = call.query().code();
        CompletionStage<List<RedeemableState>> items = code == null
                ? page(call.merchant().issuing(), kind, null, new ArrayList<>())
                : call.merchant()
                        .redemptions()
                        .lookup(code)
                        .thenApply(found -> found
                                .filter(state -> state.redeemable().id().kind() == kind)
                                .stream()
                                .toList());
        return items.thenApply(states -> HttpAnswer.found(writer.list(kind, states, states.size())));
    }

    private static CompletionStage<List<RedeemableState>> page(
            RedeemableIssuing issuing, RedeemableKind kind, @Nullable String cursor, List<RedeemableState> sofar) {
        return issuing.catalogue(new CatalogueQuery(kind, cursor, PAGE)).thenCompose(page -> {
            sofar.addAll(page.items());
            String next = page.nextCursor();
            return next == null ? CompletableFuture.completedStage(sofar) : page(issuing, kind, next, sofar);
        });
    }

    /** Issues what the body orders: some vouchers, one gift card, or, as an extension of ours, one coupon. */
    CompletionStage<HttpAnswer> issue(Call call, RedeemableKind kind) {
        List<Redeemable> terms = orders.read(kind, call.body());
        CompletionStage<List<RedeemableState>> issued = issueFrom(0, terms, call.merchant(), new ArrayList<>());
        return issued.thenApply(states -> HttpAnswer.done(
                        201, kind == RedeemableKind.VOUCHER ? writer.array(states) : writer.bare(states.get(0))))
                .exceptionallyCompose(this::notIssued);
    }

    private static CompletionStage<List<RedeemableState>> issueFrom(
            int index, List<Redeemable> terms, Merchant merchant, List<RedeemableState> sofar) {
        if (index == terms.size()) {
            return CompletableFuture.completedStage(sofar);
        }
        return merchant.issuing()
                .issue(terms.get(index))
                .thenCompose(id -> merchant.redemptions().lookup(id, Freshness.FROM_ISSUER))
                .thenCompose(found -> {
                    found.ifPresent(sofar::add);
                    return issueFrom(index + 1, terms, merchant, sofar);
                });
    }

    /** What an issuer of ours says of terms names the term and what is expected, and no code. */
    private CompletionStage<HttpAnswer> notIssued(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (!(cause instanceof RedemptionException failure) || failure.code() != FailureCode.INVALID_ARGUMENT) {
            return CompletableFuture.failedStage(cause);
        }
        String why = String.valueOf(failure.getMessage()).replaceFirst("^INVALID_ARGUMENT: ", "");
        String code = why.contains("the code of another redeemable") ? "code_taken" : "not_issued";
        return CompletableFuture.completedStage(problems.problem(400, code, why));
    }
}
