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
 * Reads redeemables from an issuer. Keeps the rules of {@link RedemptionPort} about stages, threads and cancelling.
 * Every method is a read and may always be repeated. Thread-safe.
 */
public interface RedeemablePort {
    /**
     * Reads a redeemable by its id.
     *
     * @param id which one
     * @param freshness how old the answer may be
     * @return its terms and the known usage, or empty if there is none
     */
    CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness);

    /**
     * Reads a redeemable by the code that a shopper typed, from the issuer itself.
     *
     * @param code the code
     * @return its terms and the known usage, or empty if there is none
     */
    CompletionStage<Optional<RedeemableState>> lookup(Code code);

    /**
     * Returns the reasons why the issuer would refuse a request now. Advice, never a promise: only {@code redeem}
     * enforces limits.
     *
     * @param request what would be redeemed
     * @return the reasons; for an unknown redeemable they hold {@link ViolationCode#UNKNOWN_REDEEMABLE}
     */
    CompletionStage<ValidationResult> validate(RedemptionRequest request);
}
