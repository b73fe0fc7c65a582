package io.redemption.server;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What the head of a request leads to. */
sealed interface Admission {
    /**
     * The request is carried out once its body is read.
     *
     * @param work from the body to the answer
     */
    record Admitted(Function<byte[], CompletionStage<HttpAnswer>> work) implements Admission {}

    /**
     * The head alone is reason enough not to carry it out.
     *
     * @param answer why
     */
    record Rejected(HttpAnswer answer) implements Admission {}
}
