package io.redemption.reliability.faults;

import static io.redemption.reliability.faults.Expected.once;
import static io.redemption.reliability.faults.Expected.thrice;
import static io.redemption.reliability.faults.Expected.twice;

import io.redemption.reliability.faults.Sample.Scene;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rows of the retry table in which a success is answered that cannot be believed. */
final class AnswerRows {
    private static final String UNREADABLE = "unknown ANSWER_UNREADABLE";

    private AnswerRows() {}

    static Stream<Sample> samples() {
        return Stream.of(unreadable(), foreign()).flatMap(List::stream);
    }

    /**
     * A read is tried once more, unless what came is not JSON at all (changed: then we are misconfigured); a create was
     * probably executed. Changed: a delete that was answered with 200 counts only if a look agrees, and here none can.
     */
    private static List<Sample> unreadable() {
        return List.of(
                unreadable(
                        "body cut",
                        operation -> exchange -> {
                            String answer = operation.rightAnswerWithBody();
                            exchange.write(answer.substring(0, answer.length() - 1))
                                    .close();
                        },
                        twice("failed UNREADABLE"),
                        UNREADABLE),
                unreadable("not JSON", Plans.answers("<html>"), once("failed MISCONFIGURED"), UNREADABLE),
                unreadable(
                        "wrong shape",
                        Plans.answers("{\"data\":{\"id\":7.5}}"),
                        twice("failed UNREADABLE"),
                        "unknown NOT_CONFIRMED"),
                unreadable(
                        "too large",
                        Plans.answers(" ".repeat(CellRun.MAX_BYTES + 1)),
                        twice("failed UNREADABLE"),
                        UNREADABLE));
    }

    private static Sample unreadable(
            String what, Function<ApiOperation, RawServer.Plan> plan, Expected read, String delete) {
        return new Sample("F6", what, Scene.NORMAL, plan, read, read, once(UNREADABLE), thrice(delete));
    }

    /**
     * The answer is about another redeemable. That of a delete echoes nothing, but the look that follows cannot agree.
     */
    private static List<Sample> foreign() {
        return List.of(new Sample(
                "F7",
                "echo of another redeemable",
                Scene.NORMAL,
                operation -> exchange -> {
                    String foreign = operation
                            .redemption("124")
                            .replace(operation.redeemable().value(), "id-2");
                    exchange.write(AnswerTexts.of(200, operation.body(foreign)));
                },
                twice("failed UNREADABLE"),
                twice("failed UNREADABLE"),
                once("unknown ECHO_MISMATCH"),
                thrice("unknown NOT_CONFIRMED")));
    }
}
