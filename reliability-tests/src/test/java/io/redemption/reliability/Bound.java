package io.redemption.reliability;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a figure is held against. Immutable.
 *
 * @param kind on which side of the number the figure has to lie
 * @param number the number
 */
public record Bound(Kind kind, long number) {
    private static final Pattern FORM = Pattern.compile("(>=|<=|=) (\\d{1,18})");

    enum Kind {
        AT_LEAST(">="),
        AT_MOST("<="),
        EXACTLY("=");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        private static Kind of(String sign) {
            for (Kind kind : values()) {
                if (kind.sign.equals(sign)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("sign: " + sign + " (expected: >=, <= or =)");
        }
    }

    /** Reads what {@link #toString} writes. */
    static Bound of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("bound: '" + text + "' (expected: for example '>= 2000')");
        }
        return new Bound(Kind.of(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    boolean holds(long figure) {
        return switch (kind) {
            case AT_LEAST -> figure >= number;
            case AT_MOST -> figure <= number;
            case EXACTLY -> figure == number;
        };
    }

    @Override
    public String toString() {
        return kind.sign + " " + number;
    }
}
