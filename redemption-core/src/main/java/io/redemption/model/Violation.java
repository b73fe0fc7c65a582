package io.redemption.model;

import io.redemption.internal.Checks;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One reason for a refusal: a stable code and its parameters. Parameters never hold personal data or codes. The words
 * of a foreign issuer are kept separate from them. Immutable.
 *
 * @param code the reason
 * @param parameters the parameters by name; the Javadoc of each code lists its own
 * @param issuer the number and the sentence with which the issuer refused, or {@code null} if there is none. Untrusted:
 *     escape it, do not log it
 */
public record Violation(
        ViolationCode code,
        Map<String, String> parameters,
        @Nullable IssuerReason issuer) {
    /**
     * Copies the parameters, sorted by name.
     *
     * @throws NullPointerException if the code, the map, or a name or value in it is missing
     */
    public Violation {
        Checks.required("code", code);
        parameters = Checks.copied("parameters", parameters);
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /**
     * Creates a violation without the issuer's words.
     *
     * @param code the reason
     * @param parameters the parameters by name
     */
    public Violation(ViolationCode code, Map<String, String> parameters) {
        this(code, parameters, null);
    }

    /**
     * Returns a violation without parameters.
     *
     * @param code the reason
     * @return the violation
     */
    public static Violation of(ViolationCode code) {
        return new Violation(code, Map.of());
    }

    /**
     * Returns a violation with one parameter.
     *
     * @param code the reason
     * @param name the parameter's name
     * @param value the parameter, as its {@code toString}
     * @return the violation
     */
    public static Violation of(ViolationCode code, String name, Object value) {
        return new Violation(
                code,
                Map.of(
                        Checks.required("name", name),
                        Checks.required("value", value).toString()));
    }

    /**
     * Adds the issuer's reason.
     *
     * @param reason its number and sentence, or {@code null} for none
     * @return the same violation with it
     */
    public Violation toldBy(@Nullable IssuerReason reason) {
        return new Violation(code, parameters, reason);
    }

    /**
     * Returns our English sentence for a person. If a parameter of the sentence is missing, the form without parameters
     * is returned, so that no sentence has a gap. A shop that needs other words or languages reads code and parameters.
     *
     * @return the sentence; for an unknown code, the code and its parameters
     */
    public String english() {
        return ViolationTexts.english(this);
    }

    /**
     * Returns the sentence for a shopper: the issuer's own if there is one, because only the issuer knows the reason,
     * otherwise ours. <b>Escape it</b> and do not log it: an issuer's sentence may hold anything except control
     * characters.
     *
     * @return the sentence, never empty
     */
    public String forShopper() {
        String sentence = issuer == null ? null : issuer.sentence();
        return sentence == null ? english() : sentence;
    }

    /**
     * {@return code and parameters, without the issuer's words; parameters in visible ASCII and cut at 64 characters,
     * because they may come from an issuer}
     */
    @Override
    public String toString() {
        return parameters.isEmpty()
                ? code.toString()
                : parameters.entrySet().stream()
                        .map(parameter -> Checks.shown(parameter.getKey()) + "=" + Checks.shown(parameter.getValue()))
                        .collect(Collectors.joining(", ", code + " {", "}"));
    }
}
