package io.redemption.vertx;

/**
 * How far one send has come. The phase, and never the type of an exception, separates <i>not sent</i> from <i>in
 * doubt</i>: the same exception with the same text was measured both before and after a server had read a request.
 *
 * <table>
 * <caption>What a send that ends in a phase proves</caption>
 * <tr><th>Phase</th><th>A write</th><th>A read</th></tr>
 * <tr><td>{@link #QUEUED}, {@link #STREAM_OPEN}</td><td>was not sent: failed stage</td><td>failed</td></tr>
 * <tr><td>{@link #HEAD_HANDED_TO_TRANSPORT}</td><td>is in doubt: no answer</td><td>failed</td></tr>
 * <tr><td>{@link #STATUS_SEEN}</td><td>as the status says; a success is in doubt, but likely</td><td>failed, or as the
 * status says</td></tr>
 * <tr><td>{@link #BODY_COMPLETE}</td><td>as status and body say</td><td>as status and body say</td></tr>
 * </table>
 */
enum SendPhase {
    /**
     * Waiting for a place in the pool, or for a connection to be made. The transport does not tell these two apart for
     * one request, and nothing hangs on it: neither has a stream to send on.
     */
    QUEUED,
    /** There is a connection of its own, and nothing was written to it. */
    STREAM_OPEN,
    /** The request is with the transport: from here on each byte of it may have been read by the issuer. */
    HEAD_HANDED_TO_TRANSPORT,
    /** The status has come. */
    STATUS_SEEN,
    /** The whole answer has come. */
    BODY_COMPLETE;

    /** Whether a write that ends here certainly did not happen. */
    boolean provesNotSent() {
        return compareTo(HEAD_HANDED_TO_TRANSPORT) < 0;
    }
}
