package io.redemption;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * English sentences for violations, from {@code violations.properties} beside this class. A shop that wants other words
 * or languages reads codes and parameters itself. Immutable and thread-safe.
 */
public final class ViolationTexts {
    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle("io.redemption.violations", Locale.ROOT);

    private ViolationTexts() {}

    /**
     * One sentence for a person.
     *
     * @param violation any violation, also of an unknown code
     * @return the sentence; for an unknown code, the code and its parameters
     */
    public static String english(Violation violation) {
        String key = violation.code().value();
        if (!ENGLISH.containsKey(key)) {
            return "Refused: " + violation + ".";
        }
        String text = ENGLISH.getString(key);
        for (Map.Entry<String, String> parameter : violation.parameters().entrySet()) {
            text = text.replace("{" + parameter.getKey() + "}", Checks.shown(parameter.getValue()));
        }
        return text;
    }
}
