package io.redemption.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A technical failure. As the failure of a write's stage it proves that this call <b>certainly changed nothing</b>, and
 * it is the only throwable that does; whatever cannot prove that must be an {@link Unknown} outcome instead. It says
 * nothing of an earlier call for the same attempt or reversal: what that left in doubt stays in doubt. As the failure
 * of a read's stage it says that the read failed, nothing more.
 *
 * <p>Messages hold no personal data, codes, credentials or gift-card ids. Immutable but for what every throwable has.
 */
public final class RedemptionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why the call failed. */
    private final FailureCode code;

    /** How long to wait before the next try. */
    private final @Nullable Duration retryAfter;

    /**
     * Creates a failure.
     *
     * @param code why
     * @param message what went wrong and what to do about it, without secrets
     */
    public RedemptionException(FailureCode code, String message) {
        this(code, message, null, null);
    }

    /**
     * Creates a failure with all details.
     *
     * @param code why
     * @param message what went wrong and what to do about it, without secrets
     * @param retryAfter how long to wait before the next try, or {@code null}
     * @param cause what caused it, or {@code null}; its texts must be as clean as the message
     */
    public RedemptionException(
            FailureCode code, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(code + ": " + message, cause);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    private RedemptionException(RedemptionException original) {
        super(original.getMessage(), original);
        this.code = original.code;
        this.retryAfter = original.retryAfter;
    }

    /** {@return the same failure with the stack trace of this call, caused by this one, for a caller who waited} */
    public RedemptionException rethrown() {
        return new RedemptionException(this);
    }

    /** {@return why the call failed} */
    public FailureCode code() {
        return code;
    }

    /**
     * Returns how long to wait before the next try: mostly what the issuer asks for. Zero after
     * {@link FailureCode#NOT_AUTHORISED} says that the port has other credentials by now.
     *
     * @return how long, or {@code null} if nobody says
     */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
