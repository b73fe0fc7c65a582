package io.redemption.vertx;

import io.redemption.model.RedemptionException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of one send. Has no {@code toString}, because it contains the body. */
final class SendResult {
    private final SendPhase phase;
    private final @Nullable AbortReason abortReason;
    private final @Nullable String detail;
    private final @Nullable ResponseHead head;
    private final byte[] body;
    private final @Nullable Instant handedAt;
    private final Runnable dropConnection;

    /**
     * Creates a result.
     *
     * @param phase its last phase
     * @param abortReason why it ended early; {@code null} if and only if the response is complete
     * @param detail what the message says after the reason's text, or {@code null}
     * @param head the response's head, if a status was seen
     * @param body the body, if it is complete and was not read in chunks
     * @param handedAt when it was handed to the transport, if it was
     * @param dropConnection closes the connection
     */
    SendResult(
            SendPhase phase,
            @Nullable AbortReason abortReason,
            @Nullable String detail,
            @Nullable ResponseHead head,
            byte[] body,
            @Nullable Instant handedAt,
            Runnable dropConnection) {
        this.phase = phase;
        this.abortReason = abortReason;
        this.detail = detail;
        this.head = head;
        this.body = body;
        this.handedAt = handedAt;
        this.dropConnection = dropConnection;
    }

    SendPhase phase() {
        return phase;
    }

    boolean isComplete() {
        return abortReason == null;
    }

    /** Returns the head, or {@code null} if no status was seen. */
    @Nullable
    ResponseHead head() {
        return head;
    }

    /** Returns the body; empty if it is incomplete or was read in chunks. */
    byte[] body() {
        return body;
    }

    Instant handedAt() {
        return Objects.requireNonNull(handedAt, "handedAt: only of a send that was handed to the transport");
    }

    /** Returns why it ended early, as an exception; for a write only if the phase proves that it was not sent. */
    RedemptionException failure() {
        AbortReason reason = Objects.requireNonNull(abortReason, "abortReason: only of a send that ended early");
        return new RedemptionException(
                reason.codeIn(phase),
                reason.text() + (detail == null ? "" : detail) + (phase.provesNotSent() ? "; nothing was sent" : ""));
    }

    /** Closes the connection, because its response belonged to another request. */
    void dropConnection() {
        dropConnection.run();
    }
}
