package io.redemption.server;

import io.redemption.Redemptions;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.port.CataloguePort;
import io.redemption.port.IssuingPort;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import io.redemption.rules.RuleSet;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A merchant of the server: credentials and an issuer. Merchants are isolated from each other if their issuers are.
 * Thread-safe if the issuer is.
 */
public final class Merchant {
    /**
     * How many bytes of answers to issuing requests with an {@code Idempotency-Key} are kept in memory for each
     * merchant: {@value}. The newest answers are kept. A key whose answer is dropped issues again.
     */
    public static final long MAX_ISSUED_ANSWER_BYTES = 64L << 20;

    private final String id;
    private final CredentialDigest key;
    private final Redemptions redemptions;
    private final IssuingPort issuing;
    private final @Nullable Gateway gateway;
    private final @Nullable CataloguePort upstreamCatalogue;
    private final IssuedAnswers issued = new IssuedAnswers();
    private final Notes notes = new Notes();

    private Merchant(
            String id,
            String apiKey,
            Redemptions redemptions,
            IssuingPort issuing,
            @Nullable Gateway gateway,
            @Nullable CataloguePort upstreamCatalogue) {
        visible("merchant id", id);
        visible("API key", apiKey);
        if (id.indexOf(':') >= 0) {
            throw new IllegalArgumentException("merchant id: <" + id.length() + " characters> (expected: no colon)");
        }
        this.id = id;
        this.key = CredentialDigest.of(apiKey);
        this.redemptions = redemptions;
        this.issuing = issuing;
        this.gateway = gateway;
        this.upstreamCatalogue = upstreamCatalogue;
    }

    /**
     * Creates a merchant. The last 100,000 settled attempts of its clients are kept in memory, in addition to what the
     * issuer remembers. Keys of issuing requests are kept in memory only, up to {@link #MAX_ISSUED_ANSWER_BYTES}.
     *
     * @param id the merchant id, the user name of HTTP Basic; 1 to 255 visible ASCII characters other than the colon
     * @param apiKey the API key, the password; 1 to 255 visible ASCII characters. Only its digest is kept
     * @param issuer keeps the merchant's redeemables and redemptions; not closed by the server
     * @param <I> an issuer that can be read and issues
     * @return the merchant
     * @throws IllegalArgumentException if id or key is not as described
     */
    public static <I extends RedemptionPort & RedeemablePort & IssuingPort> Merchant of(
            String id, String apiKey, I issuer) {
        // The issuer evaluates the request rules too, together with the state, so that a refusal lists every reason.
        Redemptions redemptions = Redemptions.builder(issuer)
                .redeemables(issuer)
                .requestRules(RuleSet.empty())
                .build();
        return new Merchant(id, apiKey, redemptions, issuer, null, null);
    }

    /**
     * Creates a merchant with a remote issuer, for which the server is a gateway. A client's idempotency key is the
     * attempt's id, so the journal of the redemptions answers a repeated request. An unknown outcome is resolved once
     * on each request before it is reported. Nothing can be issued, only redemptions can be listed, and a validation by
     * code takes up to two upstream calls.
     *
     * @param id as in {@link #of}
     * @param apiKey as in {@link #of}; the upstream redemptions have their own credentials
     * @param upstream the way to the issuer; not closed by the server
     * @param transactions what clients use transaction ids for
     * @return the merchant
     * @throws IllegalArgumentException if id or key is not as described
     */
    public static Merchant gateway(String id, String apiKey, Redemptions upstream, TransactionIds transactions) {
        return gateway(id, apiKey, upstream, transactions, null);
    }

    /**
     * Creates a merchant with a remote issuer that can also list redeemables and validate a code in one call.
     *
     * @param id as in {@link #of}
     * @param apiKey as in {@link #of}
     * @param upstream the way to the issuer; not closed by the server
     * @param transactions what clients use transaction ids for
     * @param catalogue lists redeemables, such as {@code VaucharConnection.catalogue()}, which retries failed calls;
     *     {@code null} for none; not closed by the server
     * @return the merchant
     * @throws IllegalArgumentException if id or key is not as described
     */
    public static Merchant gateway(
            String id,
            String apiKey,
            Redemptions upstream,
            TransactionIds transactions,
            @Nullable CataloguePort catalogue) {
        return new Merchant(
                id, apiKey, upstream, new UpstreamIssuing(catalogue), new Gateway(upstream, transactions), catalogue);
    }

    /** How a gateway's clients use transaction ids. In both cases the ids are sent as given. */
    public enum TransactionIds {
        /** An id may be used for several redemptions, so it does not identify one whose answer was lost. */
        AS_GIVEN,
        /** Each id is used for one redemption only, so one whose answer was lost is found by it. */
        UNIQUE
    }

    private static void visible(String name, String text) {
        if (text.isEmpty() || text.length() > 255 || !text.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    name + ": <" + text.length() + " characters> (expected: 1 to 255 visible ASCII characters)");
        }
    }

    /** {@return the merchant id} */
    public String id() {
        return id;
    }

    CredentialDigest key() {
        return key;
    }

    boolean isGateway() {
        return gateway != null;
    }

    Redemptions redemptions() {
        return redemptions;
    }

    IssuingPort issuing() {
        return issuing;
    }

    @Nullable
    CataloguePort upstreamCatalogue() {
        return upstreamCatalogue;
    }

    /** Returns whether its redeemables can be listed. */
    boolean isListed() {
        return gateway == null || upstreamCatalogue != null;
    }

    IssuedAnswers issued() {
        return issued;
    }

    Notes notes() {
        return notes;
    }

    TransactionChoice transaction(@Nullable TransactionId given) {
        return gateway == null ? new TransactionChoice.AsGiven(given) : gateway.transaction(given);
    }

    /** Returns whether answers may call a key honoured: it is recognised as long as its redemption is recorded. */
    boolean honoursKeys() {
        return gateway == null || gateway.honoursKeys();
    }

    CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return gateway == null ? redemptions.redeem(attempt) : gateway.redeem(attempt);
    }

    CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return gateway == null ? redemptions.reverse(reversal) : gateway.reverse(reversal);
    }

    /** {@return a text without the credentials} */
    @Override
    public String toString() {
        return "Merchant(" + redemptions + ")";
    }
}
