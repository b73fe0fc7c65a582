package io.redemption.server;

import io.redemption.model.AttemptId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request header that names an attempt. */
final class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";
    static final String EXPECTED = HEADER + ": not readable, expected one field of 1 to 64 visible ASCII characters "
            + "without quote and backslash, bare or in double quotes";

    private IdempotencyKey() {}

    /**
     * Reads the attempt id: bare, as many clients send it, or in double quotes, as in the IETF's draft.
     *
     * @param fields all fields of that name
     * @return the id, or {@code null} if there is no field
     * @throws IllegalArgumentException if there is more than one field, or it holds no attempt id
     */
    static @Nullable AttemptId read(List<String> fields) {
        if (fields.isEmpty()) {
            return null;
        }
        if (fields.size() > 1) {
            throw new IllegalArgumentException(EXPECTED);
        }
        String field = fields.get(0).strip();
        boolean quoted = field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"");
        return AttemptId.of(quoted ? field.substring(1, field.length() - 1) : field);
    }
}
