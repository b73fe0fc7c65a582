package io.redemption.reliability.faults;

import io.redemption.Redemptions;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import io.redemption.model.Reversal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * One of the twelve operations of the API: what is done, to what.
 *
 * @param action what is done
 * @param redeemable to a redemption of what
 */
record ApiOperation(Action action, RedeemableId redeemable) {
    /** The redemption that is read and taken back. */
    static final RedemptionId REDEMPTION = RedemptionId.of("res-1");

    enum Action {
        LIST,
        GET,
        CREATE,
        DELETE
    }

    static List<ApiOperation> all() {
        return Arrays.stream(Action.values())
                .flatMap(action -> Stream.of(RedeemableKind.values())
                        .map(kind -> new ApiOperation(action, new RedeemableId(kind, "id-1"))))
                .toList();
    }

    /** The same with another redeemable. */
    ApiOperation on(String id) {
        return new ApiOperation(action, new RedeemableId(kind(), id));
    }

    RedeemableKind kind() {
        return redeemable.kind();
    }

    String method() {
        return switch (action) {
            case LIST, GET -> "GET";
            case CREATE -> "POST";
            case DELETE -> "DELETE";
        };
    }

    /** Calls, and puts the end in words: an outcome, and its reason if it has one. */
    CompletionStage<String> call(Redemptions redemptions) {
        return end(begin(redemptions));
    }

    /** Calls. */
    CompletionStage<?> begin(Redemptions redemptions) {
        return switch (action) {
            case LIST -> redemptions.history(redeemable, HistoryQuery.ALL_FROM_ISSUER);
            case GET -> redemptions.find(redeemable, REDEMPTION);
            case CREATE -> redemptions.redeem(Calls.request(redeemable));
            case DELETE -> redemptions.reverse(new Reversal(redeemable, REDEMPTION));
        };
    }

    /** Puts the end of a call in words. */
    static CompletionStage<String> end(CompletionStage<?> call) {
        return call.handle((answer, thrown) -> {
            Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
            if (cause instanceof RedemptionException failure) {
                return "failed " + failure.code();
            }
            return cause == null ? words(answer) : cause.toString();
        });
    }

    private static String words(Object answer) {
        if (answer instanceof Optional<?> read) {
            return read.isPresent() ? "found" : "absent";
        }
        if (answer instanceof io.redemption.model.Unknown unknown) {
            return "unknown " + unknown.ticket().doubt();
        }
        return answer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The redemption that the API answers with, as far as it is checked. */
    String redemption(String user) {
        String parent = switch (kind()) {
            case COUPON -> "coupon_id";
            case VOUCHER -> "voucher_id";
            case GIFT_CARD -> "gift_card_id";
        };
        return "{\"type\":\"redemption\",\"id\":\"" + REDEMPTION.value() + "\",\"" + parent + "\":\""
                + redeemable.value() + "\",\"user_id\":\"" + user + "\",\"value_used\":\"" + Calls.VALUE + "\"}";
    }

    /** A whole and right answer; that to a delete has no body. */
    String rightAnswer() {
        return action == Action.DELETE ? "HTTP/1.1 204 Told\r\n\r\n" : rightAnswerWithBody();
    }

    /** The same with status 200, a body and its length. */
    String rightAnswerWithBody() {
        return AnswerTexts.of(200, body(redemption(Calls.USER)));
    }

    /** The path at which the redemptions are listed. */
    String listPath() {
        String segment = switch (kind()) {
            case COUPON -> "coupons";
            case VOUCHER -> "vouchers";
            case GIFT_CARD -> "gift-cards";
        };
        return "/" + segment + "/" + redeemable.value() + "/redemptions";
    }

    /** What the API wraps a redemption in; one redemption of a voucher is read out of the list. */
    String body(String redemption) {
        boolean listed = action == Action.LIST || (action == Action.GET && kind() == RedeemableKind.VOUCHER);
        return listed ? "{\"count\":1,\"data\":[" + redemption + "]}" : redemption;
    }

    @Override
    public String toString() {
        return action + " " + kind();
    }
}
