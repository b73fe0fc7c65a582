package io.redemption.testing;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Fails with two texts, what was expected and what came. The values themselves stay out of the failure, because reports
 * and editors print what they find in it.
 */
abstract sealed class AnswerAssert<S extends AnswerAssert<S, A>, A> extends AbstractAssert<S, A>
        permits BasketOutcomeAssert,
                RedeemedBasketAssert,
                RedemptionAssert,
                RedemptionHistoryAssert,
                RedemptionOutcomeAssert,
                RefusedAssert,
                RefusedBasketAssert,
                ResolutionAssert,
                ReversalOutcomeAssert,
                TicketAssert,
                UnknownBasketAssert {
    AnswerAssert(A actual, Class<S> self) {
        super(actual, self);
    }

    AssertionError unexpected(String expected, String came) {
        return failureWithActualExpected(came, expected, "%nExpected: %s%n but was: %s", expected, came);
    }

    /** What came, in words for a failure. */
    abstract String wording();

    /** What came, if it is of this kind. */
    <T> T expect(Class<T> kind, String expected) {
        isNotNull();
        if (!kind.isInstance(actual)) {
            throw unexpected(expected, wording());
        }
        return kind.cast(actual);
    }

    /** Compares one component, and names it where it differs. */
    S component(String name, @Nullable Object expected, @Nullable Object came) {
        if (!Objects.equals(expected, came)) {
            throw unexpected(name + " " + shown(expected), name + " " + shown(came));
        }
        return myself;
    }

    /** Compares the ids of two redeemables. */
    S same(String name, RedeemableId expected, RedeemableId came) {
        return expected.kind() == came.kind() && expected.kind() == RedeemableKind.GIFT_CARD
                ? secret(name + " " + expected.kind(), expected.value(), came.value())
                : component(name, expected, came);
    }

    /** Compares one component whose values must not be printed. */
    S secret(String name, String expected, @Nullable String came) {
        if (expected.equals(came)) {
            return myself;
        }
        throw unexpected(
                name + " " + masked(expected),
                name + " "
                        + (came == null ? "absent" : masked(came) + ", other from position " + fork(expected, came)));
    }

    private static String masked(String value) {
        return "<" + value.length() + " characters>";
    }

    /**
     * The first position where two different texts differ; the length of the shorter one if it is the other's
     * beginning.
     */
    private static int fork(String one, String other) {
        int i = 0;
        while (i < Math.min(one.length(), other.length()) && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "absent" : value.toString();
    }

    /** The next assertion of the same sentence: it keeps the description that the test gave with {@code as}. */
    <T extends AbstractAssert<T, ?>> T then(T next) {
        return next.as(info.descriptionText());
    }
}
