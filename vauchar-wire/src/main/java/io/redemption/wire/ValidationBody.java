package io.redemption.wire;

import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.ValidationResult;
import io.redemption.model.Violation;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The response to a validation: {@code {validation_status: {status, message}, data: {}}}, in both directions. It comes
 * with any HTTP status, also 400 and 404, so it must be read before the status is evaluated. Immutable and thread-safe.
 *
 * <p>Statuses written: 1000 valid, 1002 not started, 1003 expired, 1004 used up, 1005 balance too low, 1006 new users
 * only, 1007 existing users only, 1001 anything else; the first violation decides. The vendor's meaning of 1001, 1004
 * and 1005 is not known. These are our choice, and they are read back as
 * {@link io.redemption.model.ViolationCode#REFUSED_BY_ISSUER} with a parameter {@code status}. The number and message
 * of an issuer are kept beside the violation, see {@link io.redemption.model.Violation#issuer}, and a gateway writes
 * them again. Our own member {@code violations} lists all violations exactly and takes precedence over the status when
 * it is read.
 */
public final class ValidationBody {
    private final RedeemableWriter writer;
    private final boolean explained;

    /**
     * Creates a writer for a server.
     *
     * @param base the URI below which clients reach the API: scheme, host and path only
     * @param explained whether our own member {@code violations} is written when there are any
     * @throws IllegalArgumentException if the URI has more or less than these
     */
    public ValidationBody(URI base, boolean explained) {
        this.writer = new RedeemableWriter(base);
        this.explained = explained;
    }

    /**
     * Writes a result.
     *
     * @param result the result
     * @param kind what was validated, for the message, or {@code null} if that is not known
     * @return JSON in UTF-8
     */
    public byte[] encode(ValidationResult result, @Nullable RedeemableKind kind) {
        RedeemableState state = result.state();
        RedeemableKind actualKind =
                state == null ? kind : state.redeemable().id().kind();
        return JsonWriter.write(out -> out.object(body -> {
            ValidationStatus.write(body, result.violations(), actualKind);
            body.object("data", data -> {
                if (state != null) {
                    writer.fields(data, state);
                }
            });
            if (explained && !result.isValid()) {
                ViolationMembers.write(body, result.violations());
            }
        }));
    }

    /**
     * Reads a result.
     *
     * @param body at most {@value RedeemableReader#MAX_BYTES} bytes
     * @param kind the kind of {@code data} if it has no {@code type}, or {@code null} if the type is required
     * @return the result; without a redeemable if {@code data} is empty or has no id
     * @throws UnreadableBodyException if there is no readable {@code validation_status}, or the id in {@code data}
     *     cannot be read, or {@code data} is of another kind
     */
    public static ValidationResult decode(byte[] body, @Nullable RedeemableKind kind) {
        Fields fields = Fields.of("", JsonTokenizer.read(body, Envelope.MAX_BYTES, Envelope.MAX_NODES));
        Fields member = fields.object(ValidationStatus.MEMBER);
        Long status = member.integer("status", 0, 99_999);
        if (status == null) {
            throw member.unreadable("status", "an integer from 0 to 99999");
        }
        List<Violation> violations = ViolationMembers.read(fields);
        RedeemableState state = fields.raw("data") instanceof Json.JsonObject
                ? RedeemableReader.ofAnyKind(fields.object("data"), kind)
                : null;
        boolean valid = status == ValidationStatus.VALID;
        return new ValidationResult(
                valid || violations.isEmpty() ? ValidationStatus.read(status, message(member)) : violations, state);
    }

    private static @Nullable String message(Fields member) {
        return member.raw("message") instanceof Json.JsonString text ? text.value() : null;
    }
}
