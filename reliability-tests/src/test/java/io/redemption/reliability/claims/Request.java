package io.redemption.reliability.claims;

import io.redemption.reliability.faults.RawMessage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request asks for. */
enum Request {
    CREATE,
    DELETE,
    /** One redemption by its own path. */
    ONE,
    LIST;

    private static final Pattern TARGET = Pattern.compile("/[a-z-]+/r(\\d+)/redemptions(/.+)?");

    static Request of(RawMessage message) {
        return switch (message.method()) {
            case "POST" -> CREATE;
            case "DELETE" -> DELETE;
            default -> matcher(message).group(2) == null ? LIST : ONE;
        };
    }

    /** The number of the call that a request belongs to: each has a redeemable of its own. */
    static int number(RawMessage message) {
        return Integer.parseInt(matcher(message).group(1));
    }

    private static Matcher matcher(RawMessage message) {
        Matcher matcher = TARGET.matcher(message.target());
        if (!matcher.matches()) {
            throw new IllegalStateException("request: " + message + " (expected: one of these tests)");
        }
        return matcher;
    }
}
