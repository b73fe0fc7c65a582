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
 * A merchant whom the server knows: credentials and an issuer. Merchants see nothing of each other as long as their
 * issuers share nothing. Thread-safe if its issuer is.
 */
public final class Merchant {
    /**
     * How much a server remembers of what it answered to requests to issue with an {@code Idempotency-Key}, for each
     * merchant: {@value} bytes, in memory. The newest answers are kept; a key whose answer is forgotten issues again.
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
     * A merchant. The attempts of its clients are remembered in memory, the last 100,000 settled ones, in front of what
     * the issuer itself remembers. Keys under which something was issued are remembered in memory alone, up to
     * {@link #MAX_ISSUED_ANSWER_BYTES}.
     *
     * @param id the merchant id, the user name of HTTP Basic; 1 to 255 visible ASCII characters other than the colon
     * @param apiKey the API key, the password; 1 to 255 visible ASCII characters. Only its digest is kept
     * @param issuer who keeps the merchant's redeemables and redemptions; not closed by the server
     * @param <I> an issuer that can be read and issues
     * @return the merchant
     * @throws IllegalArgumentException if id or key is not as described
     */
    public static <I extends RedemptionPort & RedeemablePort & IssuingPort> Merchant of(
            String id, String apiKey, I issuer) {
        // The issuer judges requests as well, and together with the state, so that a refusal tells every reason.
        Redemptions redemptions = Redemptions.builder(issuer)
                .redeemables(issuer)
                .requestRules(RuleSet.empty())
                .build();
        return new Merchant(id, apiKey, redemptions, issuer, null, null);
    }

    /**
     * A merchant whose issuer is elsewhere: the server is a gateway to it. A client's idempotency key is the attempt's
     * id, so that the redemptions' journal answers the same request again. An outcome that is unknown is looked into
     * once, on each request, before it is told. Nothing can be issued, nothing can be listed but redemptions, and a
     * validation by code costs as many questions upstream as there are to be answered.
     *
     * @param id as in {@link #of}
     * @param apiKey as in {@link #of}; what the upstream issuer wants to see is the upstream redemptions' own affair
     * @param upstream the way to the issuer; not closed by the server
     * @param transactions what clients use transaction ids for
     * @return the merchant
     * @throws IllegalArgumentException if id or key is not as described
     */
    public static Merchant gateway(String id, String apiKey, Redemptions upstream, TransactionIds transactions) {
        return gateway(id, apiKey, upstream, transactions, null);
    }

    /**
     * A merchant whose issuer is elsewhere and can also be asked for its lists, and for its advice on a code in one
     * question.
     *
     * @param id as in {@link #of}
     * @param apiKey as in {@link #of}
     * @param upstream the way to the issuer; not closed by the server
     * @param transactions what clients use transaction ids for
     * @param catalogue the way to its lists, such as {@code VaucharConnection.catalogue()}, which repeats what failed,
     *     or {@code null} if there is none; not closed by the server
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

    /** What a gateway's clients use transaction ids for. Whatever it is, the ids are sent as given. */
    public enum TransactionIds {
        /** For whatever they like: a redemption whose answer got lost cannot be told from another by its id. */
        AS_GIVEN,
        /** Each for one redemption only: one whose answer got lost is found by its id. */
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

    /** Whether its redeemables can be listed. */
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

    /**
     * Whether clients may be told that a key is honoured: it is recognised as long as what it redeemed is on record.
     */
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
