package io.redemption.tck;

import io.redemption.model.Capability;
import org.jspecify.annotations.Nullable;

/**
 * One promise of the port, with the proof. Its number is stable: a clause that is dropped takes its number along.
 * Immutable.
 */
public final class Clause {
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

    /** The proof of a clause: throws an {@link AssertionError} if the promise is broken. */
    @FunctionalInterface
    interface Body {
        void prove(ClauseContext context) throws Exception;
    }

    static Clause of(Group group, int number, String sentence, Body body) {
        return new Clause(group, number, sentence, body, null, body);
    }

    /** This clause for ports that have what it needs; the others have to do what is defined for them. */
    Clause needing(Requirement needed, Body definedOtherwise) {
        int digits = Integer.parseInt(number.substring(1));
        return new Clause(group, digits, sentence, body, needed, definedOtherwise);
    }

    /** As {@link #needing(Requirement, Body)} for what can be declared. */
    Clause needing(Capability capability, Body definedOtherwise) {
        return needing(Requirement.of(capability), definedOtherwise);
    }

    /** {@return what it is about} */
    public Group group() {
        return group;
    }

    /** {@return the group's letter and a number, for example {@code L3}} */
    public String number() {
        return number;
    }

    /** {@return the promise} */
    public String sentence() {
        return sentence;
    }

    /** {@return what a port has to have for it, for example {@code ATOMIC_BASKET}, or {@code null} for nothing} */
    public @Nullable String needs() {
        return requirement == null ? null : requirement.name();
    }

    /** Proves it, or what is defined for ports that lack what it needs; that it did so is then noted on the bench. */
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
