package io.redemption.server;

import io.redemption.model.AttemptId;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.RedemptionException;
import io.redemption.model.Usage;
import io.redemption.port.IdSource;
import io.redemption.port.IssuingPort;
import io.redemption.wire.RedeemableWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The operations on coupons, vouchers and gift cards themselves. Immutable and thread-safe. */
final class RedeemableOperations {
    private static final int PAGE = 1000;

    private final RedeemableWriter writer;
    private final ErrorResponses errors;
    private final IssueRequests issueRequests;

    RedeemableOperations(RedeemableWriter writer, ErrorResponses errors, IssueRequests issueRequests) {
        this.writer = writer;
        this.errors = errors;
        this.issueRequests = issueRequests;
    }

    CompletionStage<HttpAnswer> get(ApiCall call, RedeemableId id) {
        return call.merchant()
                .redemptions()
                .lookup(id, call.freshness())
                .thenApply(found ->
                        found.map(writer::wrapped).map(HttpAnswer::found).orElseGet(errors::unknownRedeemable));
    }

    /** Lists all of a kind, or the one with the code in the query; none if no redeemable can match the query. */
    CompletionStage<HttpAnswer> list(ApiCall call, RedeemableKind kind) {
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
            IssuingPort issuing, RedeemableKind kind, @Nullable String cursor, List<RedeemableState> sofar) {
        return issuing.catalogue(new CatalogueQuery(kind, cursor, PAGE)).thenCompose(page -> {
            sofar.addAll(page.items());
            String next = page.nextCursor();
            return next == null ? CompletableFuture.completedStage(sofar) : page(issuing, kind, next, sofar);
        });
    }

    /**
     * Issues what the body asks for, all or nothing: vouchers, one gift card or, as an extension of the API, one
     * coupon.
     */
    CompletionStage<HttpAnswer> issue(ApiCall call, RedeemableKind kind) {
        List<Redeemable> terms = issueRequests.read(kind, call.body());
        Note note = Note.read(kind, call.body());
        if (note == null) {
            return CompletableFuture.completedStage(
                    errors.error(400, "malformed_request", "metadata: not readable, expected an object"));
        }
        Merchant merchant = call.merchant();
        AttemptId key = call.attemptId();
        if (key == null) {
            return issue(merchant, kind, terms, note);
        }
        // With ids that are not random, the same terms are equal.
        Redeemable comparable =
                new IssueRequests(IdSource.seeded(0)).read(kind, call.body()).get(0);
        IssuedAnswers.Content content = new IssuedAnswers.Content(terms.size(), comparable, note);
        return merchant.issued().answer(key, content, () -> issue(merchant, kind, terms, note), errors);
    }

    private CompletionStage<HttpAnswer> issue(
            Merchant merchant, RedeemableKind kind, List<Redeemable> terms, Note note) {
        return merchant.issuing()
                .issueAll(terms)
                .thenCompose(ids -> {
                    merchant.notes().put(ids, note);
                    return read(0, terms, merchant, new ArrayList<>());
                })
                .thenApply(states -> merchant.notes()
                        .addTo(HttpAnswer.done(
                                201,
                                kind == RedeemableKind.VOUCHER ? writer.array(states) : writer.bare(states.get(0)))))
                .exceptionallyCompose(this::notIssued);
    }

    /** Reads the issued redeemables. If the issuer cannot be read, shows them as requested, because they are issued. */
    private static CompletionStage<List<RedeemableState>> read(
            int index, List<Redeemable> terms, Merchant merchant, List<RedeemableState> sofar) {
        if (index == terms.size()) {
            return CompletableFuture.completedStage(sofar);
        }
        Redeemable requested = terms.get(index);
        return merchant.redemptions()
                .lookup(requested.id(), Freshness.FROM_ISSUER)
                .exceptionally(unreadable -> Optional.empty())
                .thenCompose(found -> {
                    sofar.add(found.orElseGet(() -> new RedeemableState(requested, unused(requested), null)));
                    return read(index + 1, terms, merchant, sofar);
                });
    }

    private static Usage unused(Redeemable terms) {
        if (!(terms instanceof GiftCard card)) {
            return Usage.ofVoucher(false, null);
        }
        return card.issuedValue() == null ? Usage.UNKNOWN : Usage.ofBalance(card.issuedValue());
    }

    /** Makes the answer to terms that were rejected. The issuer's message names the term and no code. */
    private CompletionStage<HttpAnswer> notIssued(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (!(cause instanceof RedemptionException failure) || failure.code() != FailureCode.INVALID_ARGUMENT) {
            return CompletableFuture.failedStage(cause);
        }
        String why = String.valueOf(failure.getMessage()).replaceFirst("^INVALID_ARGUMENT: ", "");
        String code = why.contains("the code of another redeemable") ? "code_taken" : "not_issued";
        return CompletableFuture.completedStage(errors.error(400, code, why));
    }
}
