package io.redemption.server;

/** What became of the body of a request. */
sealed interface BodyResult {
    /**
     * It arrived.
     *
     * @param bytes the body; empty if there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; a copy of each body would buy nothing
    record Whole(byte[] bytes) implements BodyResult {}

    /** It did not arrive as it should. */
    enum Trouble implements BodyResult {
        /** It has more bytes than the server reads. */
        TOO_LARGE,
        /** It took longer than the server waits. */
        TOO_SLOW,
        /** Its chunks cannot be told apart. */
        MALFORMED,
        /** The client has gone. */
        GONE
    }
}
