package io.redemption.model;

import io.redemption.internal.Checks;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** English sentences for violations, from {@code violations.properties}. Thread-safe. */
final class ViolationTexts {
    private static final ResourceBundle ENGLISH =
            ResourceBundle.getBundle("io.redemption.model.violations", Locale.ROOT);

    /** The end of the key of a sentence with parameters. */
    private static final String DETAILED = ".detailed";

    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)}");

    private ViolationTexts() {}

    /** Returns the sentence with its parameters, without them if it would have a gap. */
    static String english(Violation violation) {
        String key = violation.code().value();
        if (!ENGLISH.containsKey(key)) {
            return "Refused: " + violation + ".";
        }
        String detailed = key + DETAILED;
        String filled =
                ENGLISH.containsKey(detailed) ? filled(ENGLISH.getString(detailed), violation.parameters()) : null;
        return filled == null ? ENGLISH.getString(key) : filled;
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
