package io.redemption.model;

import io.redemption.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's own number and sentence for a refusal. Untrusted: <b>escape the sentence</b> wherever it is shown, and
 * do not log it, because it may repeat a code or a name. {@link #toString} shows nothing of it. Immutable.
 *
 * @param number the issuer's number, for Vauchar {@code validation_status.status}; from 0 to {@value #MAX_NUMBER}, or
 *     {@code null} if there is none
 * @param sentence the sentence for a person, 1 to {@value #MAX_SENTENCE} UTF-16 units without control characters, or
 *     {@code null} if there is none
 */
public record IssuerReason(
        @Nullable Integer number, @Nullable String sentence) {
    /** The largest number that is kept: {@value}. */
    public static final int MAX_NUMBER = 99_999;

    /** The longest sentence that is kept, in UTF-16 units: {@value}. */
    public static final int MAX_SENTENCE = 500;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is out of its range or both are missing
     */
    public IssuerReason {
        if (number == null && sentence == null) {
            throw new IllegalArgumentException("issuer's reason: nothing (expected: a number or a sentence)");
        }
        if (number != null && (number < 0 || number > MAX_NUMBER)) {
            throw Checks.unexpected("issuer's number", number, "0 to " + MAX_NUMBER);
        }
        if (sentence != null && !sentence.equals(cleaned(sentence))) {
            throw new IllegalArgumentException("issuer's sentence: " + Checks.mask(sentence) + " (expected: 1 to "
                    + MAX_SENTENCE + " characters, none of them a control character)");
        }
    }

    /**
     * Cleans the issuer's reason: control and format characters, line separators and lone surrogates become spaces, a
     * long sentence is cut, and a number out of range is dropped.
     *
     * @param number the number, or {@code null}
     * @param text the sentence, of any content, or {@code null}
     * @return the reason, or {@code null} if nothing is left
     */
    public static @Nullable IssuerReason of(@Nullable Long number, @Nullable String text) {
        Integer kept = number == null || number < 0 || number > MAX_NUMBER ? null : number.intValue();
        String sentence = text == null ? null : cleaned(text);
        return kept == null && sentence == null ? null : new IssuerReason(kept, sentence);
    }

    private static @Nullable String cleaned(String text) {
        StringBuilder visible = new StringBuilder(Math.min(text.length(), MAX_SENTENCE));
        for (int i = 0; i < text.length() && visible.length() < MAX_SENTENCE; ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (visible.length() + Character.charCount(point) <= MAX_SENTENCE) {
                visible.appendCodePoint(isKept(point) ? point : ' ');
            }
        }
        String sentence = visible.toString().strip();
        return sentence.isEmpty() ? null : sentence;
    }

    private static boolean isKept(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** {@return the type name only} */
    @Override
    public String toString() {
        return "IssuerReason";
    }
}
