package io.redemption.server;

import io.redemption.RedeemableIssuing;
import io.redemption.RedeemablePort;
import io.redemption.RedemptionPort;
import io.redemption.checkout.Redemptions;
import io.redemption.rules.RuleSet;

/**
 * A merchant whom the server knows: credentials and an issuer. Merchants see nothing of each other as long as their
 * issuers share nothing. Thread-safe if its issuer is.
 */
public final class Merchant {
    private final String id;
    private final Digest key;
    private final Redemptions redemptions;
    private final RedeemableIssuing issuing;

    private Merchant(String id, Digest key, Redemptions redemptions, RedeemableIssuing issuing) {
        this.id = id;
        this.key = key;
        this.redemptions = redemptions;
        this.issuing = issuing;
    }

    /**
     * A merchant. The attempts of its clients are remembered in memory, the last 100,000 settled ones, in front of what the
     * issuer itself remembers.
     *
     * @param id the merchant id, the user name of HTTP Basic; 1 to 255 visible ASCII characters other than the colon
     * @param apiKey the API key, the password; 1 to 255 visible ASCII characters. Only its digest is kept
     * @param issuer who keeps the merchant's redeemables and redemptions; not closed by the server
     * @param <I> an issuer that can be read and issues
     * @return the merchant
     * @throws IllegalArgumentException if id or key is not as described
     */
    public static <I extends RedemptionPort & RedeemablePort & RedeemableIssuing> Merchant of(
            String id, String apiKey, I issuer) {
        visible("merchant id", id);
        visible("API key", apiKey);
        if (id.indexOf(':') >= 0) {
            throw new IllegalArgumentException("merchant id: <" + id.length() + " characters> (expected: no colon)");
        }
        // The issuer judges requests as well, and together with the state, so that a refusal tells every reason.
        Redemptions redemptions = Redemptions.builder(issuer)
                .redeemables(issuer)
                .requestRules(RuleSet.empty())
                .build();
        return new Merchant(id, Digest.of(apiKey), redemptions, issuer);
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

    Digest key() {
        return key;
    }

    Redemptions redemptions() {
        return redemptions;
    }

    RedeemableIssuing issuing() {
        return issuing;
    }

    /** {@return a text without the credentials} */
    @Override
    public String toString() {
        return "Merchant(" + redemptions + ")";
    }
}
