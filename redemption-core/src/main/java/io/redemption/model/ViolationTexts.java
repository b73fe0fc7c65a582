package io.redemption.model;

import io.redemption.internal.Checks;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * English sentences for violations, from {@code violations.properties} beside this class. A shop that wants other words
 * or languages reads codes and parameters itself. Immutable and thread-safe.
 */
public final class ViolationTexts {
    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle("io.redemption.violations", Locale.ROOT);

    /** Ends the key of a sentence that tells the violation's parameters. */
    private static final String DETAILED = ".detailed";

    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)}");

    private ViolationTexts() {}

    /**
     * Returns one sentence of ours for a person. A sentence that needs a parameter which the violation does not have is
     * told in its form without parameters, so that no sentence is ever shown with a hole.
     *
     * @param violation any violation, also of an unknown code
     * @return the sentence; for an unknown code, the code and its parameters
     */
    public static String english(Violation violation) {
        String key = violation.code().value();
        if (!ENGLISH.containsKey(key)) {
            return "Refused: " + violation + ".";
        }
        String detailed = key + DETAILED;
        String filled =
                ENGLISH.containsKey(detailed) ? filled(ENGLISH.getString(detailed), violation.parameters()) : null;
        return filled == null ? ENGLISH.getString(key) : filled;
    }

    /**
     * Returns the sentence that a shopper is to read: the issuer's own if it told one, because only the issuer knows
     * why, otherwise ours. <b>Escape it</b> and do not log it: an issuer may say anything, though no control
     * characters.
     *
     * @param violation any violation
     * @return the sentence, never empty
     */
    public static String forShopper(Violation violation) {
        IssuerReason reason = violation.issuer();
        String sentence = reason == null ? null : reason.sentence();
        return sentence == null ? english(violation) : sentence;
    }

    private static @Nullable String filled(String template, Map<String, String> parameters) {
        Matcher names = PARAMETER.matcher(template);
        StringBuilder text = new StringBuilder();
        while (names.find()) {
            String value = parameters.get(names.group(1));
            if (value == null || value.isEmpty()) {
                return null;
            }
            names.appendReplacement(text, Matcher.quoteReplacement(Checks.shown(value)));
        }
        return names.appendTail(text).toString();
    }
}
