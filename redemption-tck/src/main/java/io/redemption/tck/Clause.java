package io.redemption.tck;

import io.redemption.model.Capability;
import org.jspecify.annotations.Nullable;

/**
 * One promise of the port, with its proof. Numbers are stable: the number of a removed clause is not used again.
 * Immutable.
 */
final class Clause {
    private final Group group;
    private final String number;
    private final String sentence;
    private final Body body;
    private final @Nullable Requirement requirement;
    private final Body otherwise;

    private Clause(
            Group group, int number, String sentence, Body body, @Nullable Requirement requirement, Body otherwise) {
        this.group = group;
        this.number = group.letter() + Integer.toString(number);
        this.sentence = sentence;
        this.body = body;
        this.requirement = requirement;
        this.otherwise = otherwise;
    }

    /** Proves a clause. Throws an {@link AssertionError} if the promise is broken. */
    @FunctionalInterface
    interface Body {
        void prove(ClauseContext context) throws Exception;
    }

    static Clause of(Group group, int number, String sentence, Body body) {
        return new Clause(group, number, sentence, body, null, body);
    }

    /** Limits this clause to ports that meet a requirement. The others have to pass another proof. */
    Clause needing(Requirement needed, Body definedOtherwise) {
        int digits = Integer.parseInt(number.substring(1));
        return new Clause(group, digits, sentence, body, needed, definedOtherwise);
    }

    /** Limits this clause to ports that declare a capability. */
    Clause needing(Capability capability, Body definedOtherwise) {
        return needing(Requirement.of(capability), definedOtherwise);
    }

    /** {@return the group that it belongs to} */
    Group group() {
        return group;
    }

    /** {@return the group's letter and a number, for example {@code L3}} */
    String number() {
        return number;
    }

    /** {@return the promise} */
    String sentence() {
        return sentence;
    }

    /** {@return the requirement that a port has to meet, for example {@code ATOMIC_BASKET}, or {@code null}} */
    @Nullable
    String needs() {
        return requirement == null ? null : requirement.name();
    }

    /** Runs the proof, or the one for ports that lack the requirement, which is then noted in the context. */
    void prove(ClauseContext context) throws Exception {
        if (requirement == null || requirement.isMetBy(context)) {
            body.prove(context);
        } else {
            context.lacks(requirement.reason());
            otherwise.prove(context);
        }
    }

    /** {@return number and sentence} */
    @Override
    public String toString() {
        return number + " " + sentence;
    }
}
