package io.redemption.server;

import io.redemption.Redemptions;
import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionId;
import io.redemption.server.Merchant.TransactionIds;
import java.util.concurrent.CompletionStage;

/** What a gateway does for a request that it has read, without the connection that the request came over. */
public final class GatewayCall {
    private final Merchant merchant;

    private GatewayCall(Merchant merchant) {
        this.merchant = merchant;
    }

    /** A gateway to an issuer. */
    public static GatewayCall to(Redemptions upstream, TransactionIds transactions) {
        return new GatewayCall(Merchant.gateway("shop", "key", upstream, transactions));
    }

    /** Redeems under an idempotency key. */
    public CompletionStage<RedemptionOutcome> redeem(RedeemableId id, String user, String key, String transaction) {
        RedemptionRequest request = RedemptionRequest.builder(id)
                .user(user)
                .value("1.00")
                .transaction(merchant.transaction(TransactionId.of(transaction)))
                .build();
        return merchant.redeem(merchant.redemptions().prepare(request, AttemptId.of(key)));
    }
}
