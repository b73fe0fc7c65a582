package io.redemption.wire;

import io.redemption.model.IssuerReason;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error. No public source tells the vendor's; ours is {@code {"error": {"code", "message",
 * "violations"?: [{"code", parameters}]}, "validation_status"?}}. What is read from a foreign body may hold anything,
 * so {@link #toString} tells the number of violations only. What an issuer told that is not ours is in
 * {@link #reasons}. Immutable.
 *
 * @param code a stable name such as {@code refused} or {@code outcome_unknown}, or {@code null} if none can be read
 * @param message a sentence for a person, at most {@value #MAX_MESSAGE} characters, or {@code null} if none can be
 *     read; without control characters if it was read; untrusted, to be escaped, not for logs
 * @param violations why it was refused; empty if that cannot be read
 * @param status the number of a {@code validation_status} that came with a foreign error, or {@code null}
 */
public record ErrorBody(
        @Nullable String code,
        @Nullable String message,
        List<Violation> violations,
        @Nullable Integer status) {
    /** The longest message that is kept, in characters: {@value}. */
    public static final int MAX_MESSAGE = IssuerReason.MAX_SENTENCE;

    /** The code with which our own server says that it has no such path: the base URI is wrong, nothing is absent. */
    public static final String UNKNOWN_PATH = "unknown_path";

    /** The largest body that is looked at, in bytes: {@value}. */
    public static final int MAX_BYTES = 65_536;

    private static final ErrorBody UNREADABLE = new ErrorBody(null, null, List.of(), null);

    /**
     * Copies the list.
     *
     * @param code as the component says
     * @param message as the component says
     * @param violations as the component says
     * @param status as the component says
     */
    public ErrorBody {
        violations = List.copyOf(violations);
    }

    /**
     * An error of ours.
     *
     * @param code as the component says
     * @param message as the component says
     * @param violations as the component says
     */
    public ErrorBody(@Nullable String code, @Nullable String message, List<Violation> violations) {
        this(code, message, violations, null);
    }

    /**
     * Returns why the issuer refused, never empty: the violations that our own shape tells, or what a number of
     * {@code validation_status} means, or what the caller takes it for. Whatever number and sentence a foreign body
     * tells are with it, see {@link Violation#issuer}.
     *
     * @param otherwise the violation if the body tells none that can be read
     * @return one or more violations
     */
    public List<Violation> reasons(Violation otherwise) {
        if (!violations.isEmpty()) {
            return violations;
        }
        Long number = status == null ? null : Long.valueOf(status);
        List<Violation> known = number == null ? List.of() : ValidationStatus.known(number);
        return List.of((known.isEmpty() ? otherwise : known.get(0)).toldBy(IssuerReason.of(number, message)));
    }

    /**
     * The body, in our shape.
     *
     * @return JSON in UTF-8
     */
    public byte[] encode() {
        return encode(false, null);
    }

    /**
     * The body in our shape, with the member that the vendor's shop plugin reads whatever the HTTP status.
     *
     * @param kind what was asked about, or {@code null} if that is not known
     * @return JSON in UTF-8
     */
    public byte[] encodeWithValidationStatus(@Nullable RedeemableKind kind) {
        return encode(true, kind);
    }

    private byte[] encode(boolean withStatus, @Nullable RedeemableKind kind) {
        return JsonWriter.write(out -> out.object(body -> {
            body.object("error", error -> {
                error.text("code", code).text("message", message);
                if (!violations.isEmpty()) {
                    ViolationMembers.write(error, violations);
                }
            });
            if (withStatus && !violations.isEmpty()) {
                ValidationStatus.write(body, violations, kind);
            }
        }));
    }

    /**
     * Reads what can be read of any body, be it ours, foreign JSON, HTML or nothing. Never throws.
     *
     * @param body the bytes; larger ones than {@value #MAX_BYTES} are not looked at
     * @return what was found. Violations are taken from our own shape only, at most 50 with at most 20 parameters each,
     *     and only all or none of them
     */
    public static ErrorBody read(byte[] body) {
        try {
            Json json = JsonTokenizer.read(body, MAX_BYTES, 5_000);
            return json instanceof Json.JsonObject ? read(Fields.of("", json)) : UNREADABLE;
        } catch (UnreadableBodyException e) {
            return UNREADABLE;
        }
    }

    private static ErrorBody read(Fields fields) {
        if (fields.raw("error") instanceof Json.JsonObject) {
            Fields error = fields.object("error");
            return new ErrorBody(text(error, "code"), message(error), violations(error));
        }
        Fields status = fields.raw(ValidationStatus.MEMBER) instanceof Json.JsonObject
                ? fields.object(ValidationStatus.MEMBER)
                : null;
        String message = status == null ? null : message(status);
        String plain = message == null ? message(fields) : message;
        return new ErrorBody(
                text(fields, "code"),
                plain == null ? text(fields, "error") : plain,
                List.of(),
                status == null ? null : number(status));
    }

    private static @Nullable Integer number(Fields status) {
        try {
            Long number = status.integer("status", 0, IssuerReason.MAX_NUMBER);
            return number == null ? null : number.intValue();
        } catch (UnreadableBodyException noNumber) {
            return null;
        }
    }

    private static List<Violation> violations(Fields error) {
        try {
            return ViolationMembers.read(error);
        } catch (UnreadableBodyException e) {
            return List.of();
        }
    }

    private static @Nullable String message(Fields fields) {
        return text(fields, "message");
    }

    private static @Nullable String text(Fields fields, String name) {
        if (!(fields.raw(name) instanceof Json.JsonString text) || text.value().isEmpty()) {
            return null;
        }
        IssuerReason reason = IssuerReason.of(null, text.value());
        return reason == null ? null : reason.sentence();
    }

    /** {@return the number of violations; nothing of the texts} */
    @Override
    public String toString() {
        return "ErrorBody[" + violations.size() + " violations]";
    }
}
