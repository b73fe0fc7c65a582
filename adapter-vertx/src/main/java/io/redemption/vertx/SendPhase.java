package io.redemption.vertx;

/**
 * The progress of one send. The phase, and never the type of an exception, separates <i>not sent</i> from <i>in
 * doubt</i>: the same exception with the same text was observed both before and after a server had read a request.
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
     * Waiting for a slot in the pool, or for a connection. The transport does not distinguish these two for one
     * request, and the difference does not matter: neither has a stream to send on.
     */
    QUEUED,
    /** A connection is assigned, and nothing was written to it. */
    STREAM_OPEN,
    /** The transport has the request: from here on the issuer may have read each byte of it. */
    HEAD_HANDED_TO_TRANSPORT,
    /** The status has arrived. */
    STATUS_SEEN,
    /** The whole response has arrived. */
    BODY_COMPLETE;

    /** Returns whether a write that ends here certainly did not happen. */
    boolean provesNotSent() {
        return compareTo(HEAD_HANDED_TO_TRANSPORT) < 0;
    }
}
