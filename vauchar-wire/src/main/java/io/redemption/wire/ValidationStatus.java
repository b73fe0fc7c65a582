package io.redemption.wire;

import io.redemption.model.IssuerReason;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of {@code validation_status.status}. Documented are 1000 valid, 1002 not started, 1003 expired, 1006 new
 * users only, 1007 existing users only. We also write 1004 used up (a limit is reached, or already redeemed), 1005
 * balance too low, 1001 anything else, whose meaning to the vendor is not known. They are read as refused for an
 * unknown reason.
 */
final class ValidationStatus {
    static final String MEMBER = "validation_status";
    static final int VALID = 1000;

    private ValidationStatus() {}

    /** Returns the number for a violation. */
    static int of(ViolationCode code) {
        return switch (code.value()) {
            case "not_started" -> 1002;
            case "expired" -> 1003;
            case "total_limit_reached", "user_limit_reached", "already_redeemed" -> 1004;
            case "balance_too_low" -> 1005;
            case "new_users_only" -> 1006;
            case "existing_users_only" -> 1007;
            default -> 1001;
        };
    }

    /** Returns the violation for a number and its sentence; none for {@link #VALID}. */
    static List<Violation> read(long status, @Nullable String message) {
        Violation violation = violation(status);
        return violation == null ? List.of() : List.of(violation.toldBy(IssuerReason.of(status, message)));
    }

    /** Returns the violation for a number whose meaning is known, otherwise none. */
    static List<Violation> known(long status) {
        Violation violation = violation(status);
        return violation == null || violation.code().equals(ViolationCode.REFUSED_BY_ISSUER)
                ? List.of()
                : List.of(violation);
    }

    private static @Nullable Violation violation(long status) {
        return switch ((int) status) {
            case VALID -> null;
            case 1002 -> Violation.of(ViolationCode.NOT_STARTED);
            case 1003 -> Violation.of(ViolationCode.EXPIRED);
            case 1006 -> Violation.of(ViolationCode.NEW_USERS_ONLY);
            case 1007 -> Violation.of(ViolationCode.EXISTING_USERS_ONLY);
            default -> Violation.of(ViolationCode.REFUSED_BY_ISSUER, "status", status);
        };
    }

    /**
     * Writes the member. The first violation decides, and the vendor's plugin shows its sentence. The number and
     * sentence of an issuer behind us are passed on.
     */
    static void write(JsonWriter out, List<Violation> violations, @Nullable RedeemableKind kind) throws IOException {
        String title = kind == null ? "Code" : KindNames.of(kind).title;
        out.object(
                MEMBER,
                member -> member.integer("status", violations.isEmpty() ? VALID : number(violations.get(0)))
                        .text(
                                "message",
                                violations.isEmpty() ? title + " is valid" : sentence(title, violations.get(0))));
    }

    private static int number(Violation violation) {
        IssuerReason reason = violation.issuer();
        Integer number = reason == null ? null : reason.number();
        return number == null || number == VALID ? of(violation.code()) : number;
    }

    private static String sentence(String title, Violation violation) {
        IssuerReason reason = violation.issuer();
        if (reason != null && reason.sentence() != null) {
            return reason.sentence();
        }
        return switch (of(violation.code())) {
            case 1006 -> title + " allowed only for new users";
            case 1007 -> title + " allowed only for existing users";
            default -> violation.english();
        };
    }
}
