package io.redemption.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Receives the tokens of one JSON value, in order. */
interface TokenSink {
    /**
     * Receives the next token.
     *
     * @param token what it is; never {@code NOT_AVAILABLE}
     * @param text its characters, valid during the call
     */
    void accept(JsonToken token, TokenText text) throws IOException;
}
