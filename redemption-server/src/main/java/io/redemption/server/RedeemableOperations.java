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
    private final ErrorResponses problems;
    private final IssueRequests orders;

    RedeemableOperations(RedeemableWriter writer, ErrorResponses problems, IssueRequests orders) {
        this.writer = writer;
        this.problems = problems;
        this.orders = orders;
    }

    CompletionStage<HttpAnswer> get(ApiCall call, RedeemableId id) {
        return call.merchant()
                .redemptions()
                .lookup(id, call.freshness())
                .thenApply(found ->
                        found.map(writer::wrapped).map(HttpAnswer::found).orElseGet(problems::unknownRedeemable));
    }

    /** All of a kind, or the one with the code that the query names; none if it names what no redeemable can have. */
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
     * Issues what the body orders, all of it or nothing: some vouchers, one gift card or, as an extension of ours, one
     * coupon.
     */
    CompletionStage<HttpAnswer> issue(ApiCall call, RedeemableKind kind) {
        List<Redeemable> terms = orders.read(kind, call.body());
        Note note = Note.read(kind, call.body());
        if (note == null) {
            return CompletableFuture.completedStage(
                    problems.problem(400, "malformed_request", "metadata: not readable, expected an object"));
        }
        Merchant merchant = call.merchant();
        AttemptId key = call.attemptId();
        if (key == null) {
            return issue(merchant, kind, terms, note);
        }
        // Ids that do not depend on chance make the same terms equal.
        Redeemable comparable =
                new IssueRequests(IdSource.seeded(0)).read(kind, call.body()).get(0);
        IssuedAnswers.Content content = new IssuedAnswers.Content(terms.size(), comparable, note);
        return merchant.issued().answer(key, content, () -> issue(merchant, kind, terms, note), problems);
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

    /** What was issued as the issuer tells it or, if it does not tell, as it was ordered: it is issued in any case. */
    private static CompletionStage<List<RedeemableState>> read(
            int index, List<Redeemable> terms, Merchant merchant, List<RedeemableState> sofar) {
        if (index == terms.size()) {
            return CompletableFuture.completedStage(sofar);
        }
        Redeemable ordered = terms.get(index);
        return merchant.redemptions()
                .lookup(ordered.id(), Freshness.FROM_ISSUER)
                .exceptionally(unreadable -> Optional.empty())
                .thenCompose(found -> {
                    sofar.add(found.orElseGet(() -> new RedeemableState(ordered, unused(ordered), null)));
                    return read(index + 1, terms, merchant, sofar);
                });
    }

    private static Usage unused(Redeemable terms) {
        if (!(terms instanceof GiftCard card)) {
            return Usage.ofVoucher(false, null);
        }
        return card.issuedValue() == null ? Usage.UNKNOWN : Usage.ofBalance(card.issuedValue());
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
