package io.redemption.testing;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Base of assertions that fail with two texts, expected and actual. The values themselves are not part of the failure,
 * because reports and editors print them.
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

    /** Returns the actual answer in words for a failure. */
    abstract String wording();

    /** Returns the actual answer, which has to be of this kind. */
    <T> T expect(Class<T> kind, String expected) {
        isNotNull();
        if (!kind.isInstance(actual)) {
            throw unexpected(expected, wording());
        }
        return kind.cast(actual);
    }

    /** Compares one component and names it if it differs. */
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
     * Returns the first position where two texts differ; the length of the shorter one if it is a prefix of the other.
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

    /** Returns the next assertion of a chain, with the description that the test gave with {@code as}. */
    <T extends AbstractAssert<T, ?>> T then(T next) {
        return next.as(info.descriptionText());
    }
}
