package io.redemption.vertx;

import io.redemption.model.RedemptionException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How one send ended. Holds the body, and so has no text form. */
final class SendResult {
    private final SendPhase phase;
    private final @Nullable AbortReason abortReason;
    private final @Nullable String detail;
    private final @Nullable ResponseHead head;
    private final byte[] body;
    private final @Nullable Instant handedAt;
    private final Runnable dropConnection;

    /**
     * A result.
     *
     * @param phase how far it came
     * @param abortReason why it ended early; {@code null} if and only if the answer is complete
     * @param detail the name of the exception's class behind it, or {@code null}
     * @param head the answer's head, if a status was seen
     * @param body the body, if it is complete and was not read as it came
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

    /** A send that ended before there was anything to send on. */
    static SendResult notSent(AbortReason abortReason, @Nullable String detail) {
        return new SendResult(SendPhase.QUEUED, abortReason, detail, null, new byte[0], null, () -> {});
    }

    SendPhase phase() {
        return phase;
    }

    boolean isComplete() {
        return abortReason == null;
    }

    /** The head, or {@code null} if no status was seen. */
    @Nullable
    ResponseHead head() {
        return head;
    }

    /** The body; empty if it is not complete or was read as it came. */
    byte[] body() {
        return body;
    }

    /** When it was handed to the transport. */
    Instant handedAt() {
        return Objects.requireNonNull(handedAt, "handedAt: only of a send that was handed to the transport");
    }

    /** Why it ended early, as an exception; for a write only if the phase proves that it was not sent. */
    RedemptionException failure() {
        AbortReason reason = Objects.requireNonNull(abortReason, "abortReason: only of a send that ended early");
        return new RedemptionException(
                reason.codeIn(phase),
                reason.text()
                        + (detail == null ? "" : " (" + detail + ")")
                        + (phase.provesNotSent() ? "; nothing was sent" : ""));
    }

    /** Keeps the connection from being used again: what came over it was not meant for us. */
    void dropConnection() {
        dropConnection.run();
    }
}
