package io.redemption.port;

import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.CodeInquiry;
import io.redemption.model.FailureCode;
import io.redemption.model.ValidationResult;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Reads from a remote issuer what a gateway needs beside redemptions: lists of redeemables, and validation by code.
 * Keeps the rules of {@link RedemptionPort} about stages and threads. Thread-safe.
 */
public interface CataloguePort {
    /**
     * Lists what was issued, in the issuer's order. May always be repeated.
     *
     * @param query which part. An issuer without pages returns everything at once, whatever the limit, and fails with
     *     {@link FailureCode#NOT_SUPPORTED} for a cursor
     * @return one page
     */
    CompletionStage<CataloguePage> catalogue(CatalogueQuery query);

    /**
     * Returns the reasons why a redemption by code would be refused now. Advice, never a promise. May always be
     * repeated.
     *
     * @param inquiry the code, the user and the value
     * @return the reasons, without a state if no redeemable has the code or the issuer does not return it; empty if the
     *     issuer does not validate codes
     */
    CompletionStage<Optional<ValidationResult>> validate(CodeInquiry inquiry);
}
