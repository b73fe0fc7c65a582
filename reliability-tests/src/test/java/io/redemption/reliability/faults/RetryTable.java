package io.redemption.reliability.faults;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is sent again, and what is not: 18 classes of failure, each with one or more ways into it, by 12 operations,
 * against an issuer that declares nothing ({@code Issuer.VAUCHAR}). A read that may be repeated is sent three times, a
 * write to reverse too, because redemption ids are unique; a create is sent again only if the first send certainly did
 * nothing.
 *
 * <p>The classes are those of the project's reliability programme; where its design has changed a row, the row says so.
 */
final class RetryTable {
    private RetryTable() {}

    /** All samples, row by row. */
    static List<Sample> samples() {
        return Stream.of(ConnectionRows.samples(), AnswerRows.samples(), StatusRows.samples())
                .flatMap(Function.identity())
                .toList();
    }
}
