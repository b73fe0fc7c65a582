package io.redemption.server;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The decision about a request, made from its head. */
sealed interface Admission {
    /**
     * Carries the request out once its body is read.
     *
     * @param work makes the answer from the body
     */
    record Admitted(Function<byte[], CompletionStage<HttpAnswer>> work) implements Admission {}

    /**
     * Rejects the request because of its head.
     *
     * @param answer the error
     * @param unreadableBody whether the end or the content of the body cannot be determined
     */
    record Rejected(HttpAnswer answer, boolean unreadableBody) implements Admission {}
}
