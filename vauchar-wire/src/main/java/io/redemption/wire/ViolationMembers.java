package io.redemption.wire;

import io.redemption.model.IssuerReason;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Our own member {@code violations}: {@code [{"code": ..., parameter: text, ...}]}. The number and sentence of the
 * issuer behind us are in {@code issuer_status} and {@code issuer_message}, apart from the parameters.
 */
final class ViolationMembers {
    static final String MEMBER = "violations";

    static final int MAX_VIOLATIONS = 50;
    static final int MAX_PARAMETERS = 20;
    static final int MAX_PARAMETER = 255;

    private static final String CODE = "code";
    private static final String ISSUER_STATUS = "issuer_status";
    private static final String ISSUER_MESSAGE = "issuer_message";
    private static final Set<String> NO_PARAMETERS = Set.of(CODE, ISSUER_STATUS, ISSUER_MESSAGE);

    private ViolationMembers() {}

    static void write(JsonWriter out, List<Violation> violations) throws IOException {
        out.array(
                MEMBER,
                violations,
                (array, violation) -> array.object(body -> {
                    body.text(CODE, violation.code());
                    for (Map.Entry<String, String> parameter :
                            violation.parameters().entrySet()) {
                        if (!NO_PARAMETERS.contains(parameter.getKey())) {
                            body.text(parameter.getKey(), parameter.getValue());
                        }
                    }
                    issuer(body, violation.issuer());
                }));
    }

    private static void issuer(JsonWriter body, @Nullable IssuerReason reason) throws IOException {
        if (reason != null && reason.number() != null) {
            body.integer(ISSUER_STATUS, reason.number());
        }
        body.textIfPresent(ISSUER_MESSAGE, reason == null ? null : reason.sentence());
    }

    /** Reads the violations; none if the member is missing. */
    static List<Violation> read(Fields fields) {
        List<Json> items = fields.items(MEMBER);
        if (items.size() > MAX_VIOLATIONS) {
            throw fields.unreadable(MEMBER, "at most " + MAX_VIOLATIONS + " violations");
        }
        List<Violation> violations = new ArrayList<>();
        for (Json item : items) {
            violations.add(one(fields.pathOf(MEMBER + "[" + violations.size() + "]"), item));
        }
        return List.copyOf(violations);
    }

    private static Violation one(String path, Json item) {
        Fields fields = Fields.of(path, item);
        ViolationCode code = fields.required(CODE, "1 to 64 characters of a-z 0-9 _ . -", ViolationCode::of);
        Map<String, String> parameters = new TreeMap<>();
        for (Map.Entry<String, Json> member : ((Json.JsonObject) item).byName().entrySet()) {
            if (!NO_PARAMETERS.contains(member.getKey()) && member.getValue() instanceof Json.JsonString text) {
                parameters.put(member.getKey(), text.value());
            }
        }
        boolean tooLong = parameters.values().stream().anyMatch(value -> value.length() > MAX_PARAMETER);
        if (tooLong || parameters.size() > MAX_PARAMETERS) {
            throw new UnreadableBodyException(
                    path, "at most " + MAX_PARAMETERS + " parameters of at most " + MAX_PARAMETER + " characters");
        }
        Json message = fields.raw(ISSUER_MESSAGE);
        return new Violation(
                code,
                parameters,
                IssuerReason.of(
                        fields.integer(ISSUER_STATUS, 0, IssuerReason.MAX_NUMBER),
                        message instanceof Json.JsonString text ? text.value() : null));
    }
}
