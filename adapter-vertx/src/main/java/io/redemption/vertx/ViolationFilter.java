package io.redemption.vertx;

import io.redemption.model.Violation;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The reasons that an issuer tells, as far as they may be passed on. A violation's parameters never hold personal data,
 * which only our own server keeps to; of a foreign issuer's the codes are taken, and the number of a status. Stateless.
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
