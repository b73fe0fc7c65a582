package io.redemption.model;

import io.redemption.internal.Checks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a person decided about an attempt in doubt. It is their word and no proof: the attempt stays in doubt, it is not
 * sent again, and a later proof wins, whatever was decided. Immutable. Its text shows neither name nor note, which are
 * personal data.
 *
 * @param outcome what was decided
 * @param by who decided: 1 to {@value #MAX_NAME} characters, no control characters
 * @param note why, for example "the vendor's console shows it": 1 to {@value #MAX_NOTE} characters, no control
 *     characters. It is stored and shown as it is: it must hold no code and nothing about the shopper
 * @param at when, to the millisecond
 */
public record Decision(Outcome outcome, String by, String note, Instant at) {
    /** The longest name: {@value} characters. */
    public static final int MAX_NAME = 100;

    /** The longest note: {@value} characters. */
    public static final int MAX_NOTE = 1_000;

    /** What a person can decide. */
    public enum Outcome {
        /** The redeemable was redeemed by this attempt. */
        REDEEMED,
        /** This attempt redeemed nothing. */
        NOT_REDEEMED
    }

    /**
     * Checks the components, strips name and note, and cuts the time to the millisecond.
     *
     * @throws NullPointerException if a component is missing
     * @throws IllegalArgumentException if name or note is blank, too long, or has a control character or half a
     *     character
     */
    public Decision {
        Checks.required("outcome", outcome);
        by = checked("name", Checks.required("by", by), MAX_NAME);
        note = checked("note", Checks.required("note", note), MAX_NOTE);
        at = Checks.required("at", at).truncatedTo(ChronoUnit.MILLIS);
    }

    private static String checked(String name, String text, int max) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > max) {
            throw Checks.unexpected(name, stripped.length() + " characters", "1 to " + max);
        }
        boolean isPlain = stripped.codePoints().noneMatch(c -> {
            int type = Character.getType(c);
            return Character.isISOControl(c)
                    || type == Character.SURROGATE
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
        });
        if (!isPlain) {
            throw Checks.unexpected(name, "control characters", "one line of text");
        }
        return stripped;
    }

    /** {@return what was decided and when} */
    @Override
    public String toString() {
        return "Decision[" + outcome + " at " + at + "]";
    }
}
