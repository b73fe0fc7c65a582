package io.redemption.spring;

/**
 * The application's configuration contradicts itself or lacks something. The message is for the person who wrote it.
 */
final class RedemptionSetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * Creates the exception.
     *
     * @param message what is wrong
     * @param action what to do
     */
    RedemptionSetupException(String message, String action) {
        super(message);
        this.action = action;
    }

    /** {@return what to do} */
    String action() {
        return action;
    }
}
