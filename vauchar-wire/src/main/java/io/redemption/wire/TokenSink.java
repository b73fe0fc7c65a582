package io.redemption.wire;

import com.fasterxml.jackson.core.JsonToken;

/** Receives the tokens of one JSON value, in order. */
interface TokenSink {
    /**
     * Receives the next token.
     *
     * @param token what it is; never {@code NOT_AVAILABLE}
     * @param text the characters of a name, a string or a number, otherwise empty
     */
    void accept(JsonToken token, String text);
}
