package io.redemption.server;

import java.util.concurrent.CompletionStage;

/** An operation of the API on a resource. */
@FunctionalInterface
interface ApiOperation {
    /**
     * Carries the operation out.
     *
     * @param call the request
     * @return the answer. May fail; an {@link io.redemption.wire.UnreadableBodyException} may also be thrown
     */
    CompletionStage<HttpAnswer> answer(ApiCall call);
}
