package io.redemption.wire;

import io.redemption.Violation;
import io.redemption.ViolationCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Our own member {@code violations}: {@code [{"code": ..., parameter: text, ...}]}. */
final class ViolationMembers {
    static final String MEMBER = "violations";

    static final int MAX_VIOLATIONS = 50;
    static final int MAX_PARAMETERS = 20;
    static final int MAX_PARAMETER = 255;

    private static final String CODE = "code";

    private ViolationMembers() {}

    static void write(JsonOut out, List<Violation> violations) throws IOException {
        out.array(
                MEMBER,
                violations,
                (array, violation) -> array.object(body -> {
                    body.text(CODE, violation.code());
                    for (Map.Entry<String, String> parameter :
                            violation.parameters().entrySet()) {
                        if (!parameter.getKey().equals(CODE)) {
                            body.text(parameter.getKey(), parameter.getValue());
                        }
                    }
                }));
    }

    /** Reads the member; a missing one is empty. */
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
        for (Map.Entry<String, Json> member : ((Json.Members) item).byName().entrySet()) {
            if (!member.getKey().equals(CODE) && member.getValue() instanceof Json.Text text) {
                parameters.put(member.getKey(), text.value());
            }
        }
        boolean tooLong = parameters.values().stream().anyMatch(value -> value.length() > MAX_PARAMETER);
        if (tooLong || parameters.size() > MAX_PARAMETERS) {
            throw new UnreadableBodyException(
                    path, "at most " + MAX_PARAMETERS + " parameters of at most " + MAX_PARAMETER + " characters");
        }
        return new Violation(code, parameters);
    }
}
