package io.redemption;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One reason why something is refused: a stable code and its parameters. Text is made at the edge, by
 * {@link ViolationTexts}. Parameters never hold personal data or codes. Immutable.
 *
 * @param code the reason
 * @param parameters what the reason is about, by name; each code's Javadoc lists its own
 */
public record Violation(ViolationCode code, Map<String, String> parameters) {
    /**
     * Copies the parameters, sorted by name.
     *
     * @param code as the component says
     * @param parameters as the component says
     */
    public Violation {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /**
     * A violation without parameters.
     *
     * @param code the reason
     * @return the violation
     */
    public static Violation of(ViolationCode code) {
        return new Violation(code, Map.of());
    }

    /**
     * A violation with one parameter.
     *
     * @param code the reason
     * @param name the parameter's name
     * @param value the parameter, shown by its {@code toString}
     * @return the violation
     */
    public static Violation of(ViolationCode code, String name, Object value) {
        return new Violation(code, Map.of(name, value.toString()));
    }

    /** {@return code and parameters, these in visible ASCII and cut at 64 characters, because an issuer may have told them} */
    @Override
    public String toString() {
        return parameters.isEmpty()
                ? code.toString()
                : parameters.entrySet().stream()
                        .map(parameter -> Checks.shown(parameter.getKey()) + "=" + Checks.shown(parameter.getValue()))
                        .collect(Collectors.joining(", ", code + " {", "}"));
    }
}
