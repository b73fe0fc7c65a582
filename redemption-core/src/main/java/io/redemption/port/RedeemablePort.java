package io.redemption.port;

import io.redemption.model.Code;
import io.redemption.model.Freshness;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.ValidationResult;
import io.redemption.model.ViolationCode;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The way to read redeemables from an issuer. Keeps what {@link RedemptionPort} says of stages, threads and cancelling.
 * Every method is a read and may be repeated always. Thread-safe.
 */
public interface RedeemablePort {
    /**
     * Reads a redeemable by its id.
     *
     * @param id which one
     * @param freshness how old the answer may be
     * @return its terms and what is told of its usage, or empty if there is none
     */
    CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness);

    /**
     * Reads a redeemable by the code that a shopper typed, from the issuer itself.
     *
     * @param code the code
     * @return its terms and what is told of its usage, or empty if there is none
     */
    CompletionStage<Optional<RedeemableState>> lookup(Code code);

    /**
     * Asks what the issuer thinks of a request. Advice, never a promise: limits are enforced by {@code redeem} alone.
     *
     * @param request what somebody wants to redeem
     * @return the advice; for an unknown redeemable it holds {@link ViolationCode#UNKNOWN_REDEEMABLE}
     */
    CompletionStage<ValidationResult> validate(RedemptionRequest request);
}
