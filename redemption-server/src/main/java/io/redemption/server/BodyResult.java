package io.redemption.server;

/** The result of reading a request's body. */
sealed interface BodyResult {
    /**
     * The body arrived completely.
     *
     * @param bytes the body; empty if there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and never modified
    record Whole(byte[] bytes) implements BodyResult {}

    /** Why a body could not be read. */
    enum Failure implements BodyResult {
        /** It has more bytes than the server reads. */
        TOO_LARGE,
        /** It took longer than the server waits. */
        TOO_SLOW,
        /** Its chunks are malformed. */
        MALFORMED,
        /** The client closed the connection. */
        DISCONNECTED
    }
}
