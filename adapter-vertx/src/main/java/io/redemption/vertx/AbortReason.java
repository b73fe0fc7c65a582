package io.redemption.vertx;

import io.redemption.model.FailureCode;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import org.jspecify.annotations.Nullable;

/**
 * Why a send ended before its response was complete, with the failure code for a read, and for a write that was not
 * handed to the transport.
 */
enum AbortReason {
    /** The pool's queue is full. */
    QUEUE_FULL(FailureCode.OVERLOADED, FailureCode.OVERLOADED, "too many sends are waiting for a connection"),
    /** No connection could be made: name, refusal, time, TLS. */
    NOT_CONNECTED(FailureCode.NOT_REACHABLE, FailureCode.NOT_REACHABLE, "no connection could be made"),
    /** The send's own deadline passed. */
    DEADLINE(FailureCode.DEADLINE_EXCEEDED, FailureCode.DEADLINE_EXCEEDED, "the deadline of the send passed"),
    /** The caller cancelled. */
    CANCELLED(FailureCode.CANCELLED, FailureCode.CANCELLED, "the caller cancelled"),
    /** The port is closed. */
    CLOSED(FailureCode.CLOSED, FailureCode.CLOSED, "the port is closed"),
    /** The connection broke, or the peer does not speak HTTP. */
    BROKEN(FailureCode.NOT_REACHABLE, FailureCode.UNREADABLE, "the connection broke"),
    /** A response came before the request was written. */
    STRAY(FailureCode.NOT_REACHABLE, FailureCode.UNREADABLE, "a stray answer was on the connection"),
    /** The response has more bytes than may be read. */
    TOO_LARGE(FailureCode.UNREADABLE, FailureCode.UNREADABLE, "the answer is too large"),
    /** All responses that are being read are too large together. */
    OVER_BUDGET(FailureCode.OVERLOADED, FailureCode.OVERLOADED, "too many bytes are being read at one time"),
    /** The response cannot be read as the requested one. */
    UNREADABLE(FailureCode.UNREADABLE, FailureCode.UNREADABLE, "the answer cannot be read");

    private final FailureCode beforeStatus;
    private final FailureCode afterStatus;
    private final String text;

    AbortReason(FailureCode beforeStatus, FailureCode afterStatus, String text) {
        this.beforeStatus = beforeStatus;
        this.afterStatus = afterStatus;
        this.text = text;
    }

    static AbortReason ofNoConnection(Throwable thrown) {
        return thrown instanceof ConnectionPoolTooBusyException ? QUEUE_FULL : NOT_CONNECTED;
    }

    FailureCode codeIn(SendPhase phase) {
        return phase.compareTo(SendPhase.STATUS_SEEN) < 0 ? beforeStatus : afterStatus;
    }

    String text() {
        return text;
    }

    /**
     * Returns what a message says after the text.
     *
     * @param peer host and port
     * @param thrown the exception behind it, or {@code null}
     */
    String detail(String peer, @Nullable Throwable thrown) {
        String why = this == NOT_CONNECTED && thrown != null
                ? ": " + ConnectionProblem.of(thrown).words()
                : "";
        return why + " (" + peer + Causes.of(thrown) + ")";
    }
}
