package io.redemption.reliability.hostile;

import io.redemption.Redemptions;
import io.redemption.model.AttemptId;
import io.redemption.model.Code;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import java.util.concurrent.CompletionStage;

/** The calls that carry texts of a caller's to the issuer, each with the one request that it may make. */
enum HostileCall {
    REDEEM("POST", 3) {
        @Override
        CompletionStage<?> make(Redemptions shop, RedeemableKind kind, String text) {
            return shop.redeem(RedemptionRequest.builder(new RedeemableId(kind, text))
                    .user("u")
                    .value("50.00")
                    .build());
        }
    },
    REDEEM_BY("POST", 3) {
        @Override
        CompletionStage<?> make(Redemptions shop, RedeemableKind kind, String text) {
            return shop.redeem(RedemptionRequest.builder(new RedeemableId(kind, "id"))
                    .user(text)
                    .email(text)
                    .phone(text)
                    .value("50.00")
                    .transaction(new TransactionChoice.AsGiven(TransactionId.of(text)))
                    .build());
        }
    },
    REDEEM_AS("POST", 3) {
        @Override
        CompletionStage<?> make(Redemptions shop, RedeemableKind kind, String text) {
            return shop.redeem(shop.prepare(
                    RedemptionRequest.builder(new RedeemableId(kind, "id"))
                            .user("u")
                            .value("50.00")
                            .build(),
                    AttemptId.of(text)));
        }
    },
    REVERSE("DELETE", 4) {
        @Override
        CompletionStage<?> make(Redemptions shop, RedeemableKind kind, String text) {
            return shop.reverse(new Reversal(new RedeemableId(kind, text), RedemptionId.of(text)));
        }
    },
    FIND("GET", 4) {
        @Override
        CompletionStage<?> make(Redemptions shop, RedeemableKind kind, String text) {
            RedeemableKind direct = kind == RedeemableKind.VOUCHER ? RedeemableKind.COUPON : kind;
            return shop.find(new RedeemableId(direct, text), RedemptionId.of(text));
        }
    },
    HISTORY("GET", 3) {
        @Override
        CompletionStage<?> make(Redemptions shop, RedeemableKind kind, String text) {
            return shop.history(new RedeemableId(kind, text), HistoryQuery.ALL);
        }
    },
    LOOKUP("GET", 2) {
        @Override
        CompletionStage<?> make(Redemptions shop, RedeemableKind kind, String text) {
            return shop.lookup(new RedeemableId(kind, text), Freshness.FROM_ISSUER);
        }
    },
    LOOKUP_CODE("GET", 1) {
        @Override
        CompletionStage<?> make(Redemptions shop, RedeemableKind kind, String text) {
            return shop.lookup(Code.of(text));
        }
    },
    VALIDATE("GET", 3) {
        @Override
        CompletionStage<?> make(Redemptions shop, RedeemableKind kind, String text) {
            return shop.validate(RedemptionRequest.builder(new RedeemableId(kind, text.length() > 20 ? "id" : text))
                    .user(text)
                    .value("50.00")
                    .build());
        }
    };

    private final String method;
    private final int depth;

    HostileCall(String method, int depth) {
        this.method = method;
        this.depth = depth;
    }

    /**
     * Makes the call.
     *
     * @throws IllegalArgumentException if the text cannot even be put into a call
     */
    abstract CompletionStage<?> make(Redemptions shop, RedeemableKind kind, String text);

    /** Whether a request is the one that this call may make. */
    boolean allows(StrictRequest request, String host) {
        return request.method().equals(method)
                && request.depth() == depth
                && request.host().equals(host);
    }
}
