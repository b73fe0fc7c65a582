package io.redemption.testing;

import io.redemption.model.Refused;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.List;

/** Assertions about the reasons of a refusal. Codes are compared, not sentences. Not thread-safe. */
public final class RefusedAssert extends AnswerAssert<RefusedAssert, Refused> {
    RefusedAssert(Refused actual) {
        super(actual, RefusedAssert.class);
    }

    /**
     * Asserts that these are exactly the reasons, in any order.
     *
     * @param codes one or more reasons
     * @return this assertion
     */
    public RefusedAssert hasExactly(ViolationCode... codes) {
        isNotNull();
        List<ViolationCode> came =
                actual.violations().stream().map(Violation::code).toList();
        Difference<ViolationCode> difference = Difference.between(List.of(codes), came);
        if (!difference.isEmpty()) {
            throw unexpected(expectation(codes), wording() + difference);
        }
        return this;
    }

    /**
     * Asserts that a reason has a parameter with this value.
     *
     * @param code the reason
     * @param parameter the name of one of its parameters
     * @param value the value of the parameter
     * @return this assertion
     */
    public RefusedAssert hasParameter(ViolationCode code, String parameter, String value) {
        isNotNull();
        boolean found = actual.violations().stream()
                .anyMatch(violation -> violation.code().equals(code)
                        && value.equals(violation.parameters().get(parameter)));
        if (!found) {
            throw unexpected("refused with " + code + " {" + parameter + "=" + value + "}", wording());
        }
        return this;
    }

    /** {@return the refusal itself} */
    public Refused refused() {
        isNotNull();
        return actual;
    }

    /** Returns the expectation in words; a refusal has at least one reason. */
    static String expectation(ViolationCode... codes) {
        if (codes.length == 0) {
            throw new IllegalArgumentException("codes: none (expected: one or more)");
        }
        return "refused with exactly " + List.of(codes);
    }

    @Override
    String wording() {
        return Wording.of(actual);
    }
}
