package io.redemption.vertx;

import io.redemption.model.Violation;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Removes texts that may contain personal data from an issuer's reasons. Parameters of our own server never contain
 * any; of other issuers only the codes and the number of a status are kept. Stateless.
 */
final class ViolationFilter {
    private static final String STATUS = "status";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    private ViolationFilter() {}

    static List<Violation> of(Issuer issuer, List<Violation> reported) {
        return issuer != Issuer.VAUCHAR
                ? reported
                : reported.stream().map(ViolationFilter::withoutTexts).toList();
    }

    private static Violation withoutTexts(Violation violation) {
        String status = violation.parameters().get(STATUS);
        boolean number = status != null && NUMBER.matcher(status).matches();
        return new Violation(violation.code(), number ? Map.of(STATUS, status) : Map.of(), violation.issuer());
    }
}
