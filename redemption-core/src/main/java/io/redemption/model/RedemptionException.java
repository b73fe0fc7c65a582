package io.redemption.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A technical failure. As the failure of a write's stage it proves that this call <b>certainly changed nothing</b>. It
 * is the only throwable that proves it; without that proof the outcome must be {@link Unknown}. It proves nothing about
 * an earlier call for the same attempt or reversal: what that left in doubt stays in doubt. As the failure of a read's
 * stage it says only that the read failed.
 *
 * <p>Messages hold no personal data, codes, credentials or gift-card ids. Immutable, except for the state of every
 * throwable.
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

    /** {@return the same failure with the stack trace of the caller who waited, caused by this one} */
    public RedemptionException rethrown() {
        return new RedemptionException(this);
    }

    /** {@return why the call failed} */
    public FailureCode code() {
        return code;
    }

    /**
     * Returns how long to wait before the next try, mostly as the issuer asks. Zero after
     * {@link FailureCode#NOT_AUTHORISED} means that the port has other credentials by now.
     *
     * @return how long, or {@code null} if it is not known
     */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
