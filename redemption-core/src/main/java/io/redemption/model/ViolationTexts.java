package io.redemption.model;

import io.redemption.internal.Checks;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * English sentences for violations, from {@code violations.properties}. A shop that needs other words or languages
 * reads codes and parameters itself. Immutable and thread-safe.
 */
public final class ViolationTexts {
    private static final ResourceBundle ENGLISH =
            ResourceBundle.getBundle("io.redemption.model.violations", Locale.ROOT);

    /** The end of the key of a sentence with parameters. */
    private static final String DETAILED = ".detailed";

    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)}");

    private ViolationTexts() {}

    /**
     * Returns our sentence for a person. If the violation lacks a parameter of the sentence, the form without
     * parameters is returned, so that no sentence has a gap.
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
     * Returns the sentence for a shopper: the issuer's own if there is one, because only the issuer knows the reason,
     * otherwise ours. <b>Escape it</b> and do not log it: an issuer's sentence may hold anything except control
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
