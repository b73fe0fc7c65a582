package io.redemption.server;

import java.util.concurrent.CompletionStage;

/** One operation of the API on one resource. */
@FunctionalInterface
interface ApiOperation {
    /**
     * Carries it out.
     *
     * @param call the request
     * @return the answer. May fail; an {@link io.redemption.wire.UnreadableBodyException} may also be thrown
     */
    CompletionStage<HttpAnswer> answer(ApiCall call);
}
