package io.redemption.internal.calls;

import io.redemption.model.BasketRecord;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The arguments that every basket journal refuses, with a failed stage. */
public final class BasketArguments {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{1,64}");

    /** Longer than any clock has counted, and short enough for arithmetic in milliseconds. */
    private static final Duration MOST = Duration.ofDays(365_000);

    private BasketArguments() {}

    /** Returns what is wrong with the name of a basket; {@code null} if nothing is. */
    public static @Nullable RedemptionException wrong(@Nullable String basket) {
        return basket != null && NAME.matcher(basket).matches()
                ? null
                : wrong("basket", "1 to 64 characters of A-Z a-z 0-9");
    }

    /** Returns what is wrong with an append; {@code null} if nothing is. */
    public static @Nullable RedemptionException wrong(@Nullable String basket, @Nullable BasketRecord record) {
        return record == null ? wrong("record", "a value") : wrong(basket);
    }

    /** Returns what is wrong with a query for open baskets; {@code null} if nothing is. */
    public static @Nullable RedemptionException wrong(@Nullable Duration untouchedFor, int max) {
        if (untouchedFor == null || untouchedFor.isNegative() || untouchedFor.compareTo(MOST) > 0) {
            return wrong("untouched for", "zero to " + MOST);
        }
        return max > 0 ? null : wrong("max", "more than zero");
    }

    private static RedemptionException wrong(String name, String expected) {
        return new RedemptionException(
                FailureCode.INVALID_ARGUMENT, name + ": another value (expected: " + expected + ")");
    }
}
