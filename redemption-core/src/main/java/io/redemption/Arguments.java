package io.redemption;

import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import org.jspecify.annotations.Nullable;

/** Checks the arguments of calls, whose failures come through stages. */
final class Arguments {
    private Arguments() {}

    static <A> A required(String name, @Nullable A argument) {
        if (argument == null) {
            throw new RedemptionException(
                    FailureCode.INVALID_ARGUMENT, name + ": null (expected: a value); nothing was sent");
        }
        return argument;
    }
}
