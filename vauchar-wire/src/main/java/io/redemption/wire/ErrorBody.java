package io.redemption.wire;

import io.redemption.model.IssuerReason;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error. The vendor's format is not documented; ours is {@code {"error": {"code", "message",
 * "violations"?: [{"code", parameters}]}, "validation_status"?}}. A body that is not ours may contain anything, so
 * {@link #toString} shows the number of violations only. {@link #reasons} also covers bodies that are not ours.
 * Immutable.
 *
 * @param code a stable name such as {@code refused} or {@code outcome_unknown}, or {@code null} if none can be read
 * @param message a sentence for a person, at most {@value #MAX_MESSAGE} characters, or {@code null} if none can be
 *     read. Without control characters if it was read. Untrusted: to be escaped, not to be logged
 * @param violations why it was refused; empty if no reason can be read
 * @param status the number of the {@code validation_status} in an error that is not ours, or {@code null}
 */
public record ErrorBody(
        @Nullable String code,
        @Nullable String message,
        List<Violation> violations,
        @Nullable Integer status) {
    /** The longest message that is kept, in characters: {@value}. */
    public static final int MAX_MESSAGE = IssuerReason.MAX_SENTENCE;

    /** The code that our own server sends for an unknown path: the base URI is wrong, and nothing is proven absent. */
    public static final String UNKNOWN_PATH = "unknown_path";

    /** The largest body that is read, in bytes: {@value}. */
    public static final int MAX_BYTES = 65_536;

    private static final ErrorBody UNREADABLE = new ErrorBody(null, null, List.of(), null);

    /** Copies the list. */
    public ErrorBody {
        violations = List.copyOf(violations);
    }

    /** Creates an error in our own format. */
    public ErrorBody(@Nullable String code, @Nullable String message, List<Violation> violations) {
        this(code, message, violations, null);
    }

    /**
     * Returns why the issuer refused, never empty: the violations of our own format, or the meaning of the number in
     * {@code validation_status}, or the caller's default. The number and sentence of a body that is not ours are
     * attached, see {@link Violation#issuer}.
     *
     * @param otherwise the violation if the body contains none that can be read
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
     * Encodes the body in our format.
     *
     * @return JSON in UTF-8
     */
    public byte[] encode() {
        return encode(false, null);
    }

    /**
     * Encodes the body in our format, with the member that the vendor's shop plugin reads at every HTTP status.
     *
     * @param kind what the request was about, or {@code null} if that is not known
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
     * Reads what can be read of any body: ours, other JSON, HTML or an empty one. Never throws.
     *
     * @param body the bytes; bodies of more than {@value #MAX_BYTES} are not read
     * @return what was found. Violations are read from our own format only: all or none of them, at most 50 with at
     *     most 20 parameters each
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

    /** {@return the number of violations, without any text} */
    @Override
    public String toString() {
        return "ErrorBody[" + violations.size() + " violations]";
    }
}
