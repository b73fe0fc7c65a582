package io.redemption.port;

import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.CodeInquiry;
import io.redemption.model.FailureCode;
import io.redemption.model.ValidationResult;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What a gateway asks of an issuer elsewhere beside redemptions, each with one question: its lists, and its advice on a
 * code. Keeps what {@link RedemptionPort} says of stages and threads. Thread-safe.
 */
public interface CataloguePort {
    /**
     * Lists what was issued, in the issuer's order. May be repeated always.
     *
     * @param query which part. An issuer without pages tells everything at once, whatever the limit, and fails with
     *     {@link FailureCode#NOT_SUPPORTED} for a cursor
     * @return one page
     */
    CompletionStage<CataloguePage> catalogue(CatalogueQuery query);

    /**
     * Returns what would speak against a redemption, by code. Advice, never a promise. May be repeated always.
     *
     * @param inquiry the code, and who would redeem what
     * @return the advice, without a state if no redeemable has the code or the issuer does not tell; empty if the
     *     issuer gives no advice on codes
     */
    CompletionStage<Optional<ValidationResult>> validate(CodeInquiry inquiry);
}
