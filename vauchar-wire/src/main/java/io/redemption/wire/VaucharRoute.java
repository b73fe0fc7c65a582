package io.redemption.wire;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionId;

/**
 * The resources of the API, each with its path. Immutable.
 *
 * <p>Ids consist of RFC 3986 <i>unreserved</i> characters only, so no path needs escapes.
 */
public sealed interface VaucharRoute {
    /** {@return the raw path, beginning with a slash, without a query} */
    String path();

    /**
     * Reads the raw path of a request, as the request line has it: nothing decoded, no query. Never throws.
     *
     * @param rawPath the path
     * @return the route, or why there is none
     */
    static RouteReading read(String rawPath) {
        return RouteReader.read(rawPath);
    }

    /**
     * All redemptions of a redeemable: {@code /coupons/{id}/redemptions}. GET lists them, POST creates one.
     *
     * @param redeemable which redeemable
     */
    record AllRedemptions(RedeemableId redeemable) implements VaucharRoute {
        @Override
        public String path() {
            return "/" + KindNames.of(redeemable.kind()).segment + "/" + redeemable.value() + "/redemptions";
        }
    }

    /**
     * One redemption: {@code /coupons/{id}/redemptions/{redemptionId}}. GET reads it, DELETE reverses it. GET is not
     * documented for vouchers.
     *
     * @param redeemable what was redeemed
     * @param redemption which redemption
     */
    record OneRedemption(RedeemableId redeemable, RedemptionId redemption) implements VaucharRoute {
        @Override
        public String path() {
            return RouteReader.path(redeemable) + "/redemptions/" + redemption.value();
        }
    }

    /**
     * All redeemables of a kind: {@code /coupons}. GET lists them, POST issues (not documented for coupons).
     *
     * @param kind which kind
     */
    record Redeemables(RedeemableKind kind) implements VaucharRoute {
        @Override
        public String path() {
            return "/" + KindNames.of(kind).segment;
        }
    }

    /**
     * One redeemable: {@code /coupons/{id}}.
     *
     * @param redeemable which one; its id must not be {@code validate}, because that path is {@link ValidateCode}
     */
    record OneRedeemable(RedeemableId redeemable) implements VaucharRoute {
        /**
         * Checks the id.
         *
         * @throws IllegalArgumentException if the id is {@code validate}
         */
        public OneRedeemable {
            if (redeemable.value().equals(RouteReader.VALIDATE)) {
                throw new IllegalArgumentException("redeemable id: validate (expected: another id, because its "
                        + "path is that of a validation)");
            }
        }

        @Override
        public String path() {
            return RouteReader.path(redeemable);
        }
    }

    /**
     * The validation of a code of one kind: {@code /coupons/validate}.
     *
     * @param kind which kind
     */
    record ValidateCode(RedeemableKind kind) implements VaucharRoute {
        @Override
        public String path() {
            return "/" + KindNames.of(kind).segment + "/" + RouteReader.VALIDATE;
        }
    }

    /**
     * The validation of a redeemable: {@code /coupons/{id}/validate}.
     *
     * @param redeemable which redeemable
     */
    record ValidateRedeemable(RedeemableId redeemable) implements VaucharRoute {
        @Override
        public String path() {
            return RouteReader.path(redeemable) + "/" + RouteReader.VALIDATE;
        }
    }

    /**
     * The validation of a code of any kind: {@code /validate}. Not documented, but used by the vendor's shop plugin.
     */
    record ValidateAny() implements VaucharRoute {
        @Override
        public String path() {
            return "/" + RouteReader.VALIDATE;
        }
    }

    /** The check of the credentials: {@code /verifycredentials}. */
    record VerifyCredentials() implements VaucharRoute {
        @Override
        public String path() {
            return "/" + RouteReader.VERIFY;
        }
    }
}
