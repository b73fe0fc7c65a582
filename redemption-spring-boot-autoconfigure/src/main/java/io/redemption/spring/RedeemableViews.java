package io.redemption.spring;

import io.redemption.model.BasketRecord;
import io.redemption.model.Capabilities;
import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.CodeInquiry;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableState;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Rounding;
import io.redemption.model.TransactionId;
import io.redemption.model.Usage;
import io.redemption.model.UsageLimit;
import io.redemption.model.Validity;
import io.redemption.model.Voucher;

/** How redeemables, requests and lists are shown as JSON. Stateless. */
final class RedeemableViews {
    private static final String VALUE = "value";

    private RedeemableViews() {}

    static void addTo(ModelJson.Views views) {
        addRedeemables(views);
        addRequests(views);
        addLists(views);
    }

    private static void addRedeemables(ModelJson.Views views) {
        views.object(
                        Coupon.class,
                        (coupon, members) -> shared(coupon, members)
                                .put(VALUE, coupon.value())
                                .put("totalLimit", coupon.totalLimit())
                                .put("perUserLimit", coupon.perUserLimit())
                                .put("audience", coupon.audience()))
                .object(
                        Voucher.class,
                        (voucher, members) -> shared(voucher, members)
                                .put(VALUE, voucher.value())
                                .put("singleUse", voucher.singleUse())
                                .put("teams", voucher.teams()))
                .object(GiftCard.class, (card, members) -> shared(card, members).put("issuedValue", card.issuedValue()))
                .object(Discount.Fixed.class, (fixed, members) -> members.put("amount", fixed.amount()))
                .object(Discount.Percentage.class, (share, members) -> members.put("percent", share.percent()))
                .object(UsageLimit.class, (limit, members) -> members.put("max", limit.max()))
                .object(
                        Validity.class,
                        (validity, members) ->
                                members.put("from", validity.from()).put("until", validity.until()))
                .object(
                        Usage.class,
                        (usage, members) -> members.put("redemptions", usage.redemptions())
                                .put("redemptionsByUser", usage.redemptionsByUser())
                                .put("existingUser", usage.existingUser())
                                .put("redeemed", usage.redeemed())
                                .put("redeemedAt", usage.redeemedAt())
                                .put("balance", usage.balance()))
                // Without the tag, which can hold a name.
                .object(
                        RedeemableState.class,
                        (state, members) -> members.put("redeemable", state.redeemable())
                                .put("usage", state.usage())
                                .put("issuedAt", state.issuedAt()));
    }

    private static ModelJson.Members shared(Redeemable redeemable, ModelJson.Members members) {
        return members.put("id", redeemable.id())
                .put("kind", redeemable.id().kind())
                .put("code", redeemable.code())
                .put("active", redeemable.active())
                .put("validity", redeemable.validity())
                .put("currency", redeemable.currency());
    }

    private static void addRequests(ModelJson.Views views) {
        views.text(TransactionId.class, TransactionId::value) // whole, which toString is not
                .object(
                        RedemptionRequest.class,
                        (request, members) -> members.put("redeemable", request.redeemable())
                                .put(VALUE, request.value())
                                .put("orderTotal", request.orderTotal())
                                .put("transaction", request.transaction()))
                .object(
                        RedemptionAttempt.class,
                        (attempt, members) -> members.put("id", attempt.id())
                                .put("request", attempt.request())
                                .put("transactionId", attempt.transactionId())
                                .put("preparedAt", attempt.preparedAt()))
                .object(
                        CodeInquiry.class,
                        (inquiry, members) -> members.put("code", inquiry.code())
                                .put("kind", inquiry.kind())
                                .put(VALUE, inquiry.value()))
                .object(
                        HistoryQuery.class,
                        (query, members) -> members.put("transactionId", query.transactionId())
                                .put("cursor", query.cursor())
                                .put("limit", query.limit())
                                .put("freshness", query.freshness())
                                .put("inDoubt", query.inDoubt()))
                .object(
                        CatalogueQuery.class,
                        (query, members) -> members.put("kind", query.kind())
                                .put("cursor", query.cursor())
                                .put("limit", query.limit()))
                .object(
                        Rounding.class,
                        (rounding, members) ->
                                members.put("decimals", rounding.decimals()).put("mode", rounding.mode()));
    }

    private static void addLists(ModelJson.Views views) {
        views.object(
                        RedemptionHistory.class,
                        (history, members) -> members.put("redemptions", history.redemptions())
                                .put("reportedCount", history.reportedCount())
                                .put("nextCursor", history.nextCursor())
                                .put("completeness", history.completeness())
                                .put("issuerTime", history.issuerTime()))
                .object(
                        CataloguePage.class,
                        (page, members) -> members.put("items", page.items()).put("nextCursor", page.nextCursor()))
                .object(
                        Capabilities.class,
                        (capabilities, members) -> members.put(
                                        "supported",
                                        capabilities.supported().stream()
                                                .sorted()
                                                .toList())
                                .put("maxScale", capabilities.maxScale())
                                .put("rewritesUserIds", capabilities.rewritesUserIds()))
                .object(
                        BasketRecord.class,
                        (record, members) -> members.put("kind", record.kind())
                                .put("step", record.step())
                                .put("plan", record.plan())
                                .put("ticket", record.ticket())
                                .put("redemption", record.redemption())
                                .put("reason", record.reason()));
    }
}
