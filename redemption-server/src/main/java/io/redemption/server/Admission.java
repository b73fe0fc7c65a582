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
     * @param unreadableBody whether nobody can say where the body ends, or what it says
     */
    record Rejected(HttpAnswer answer, boolean unreadableBody) implements Admission {}
}
