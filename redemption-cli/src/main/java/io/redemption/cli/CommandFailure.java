package io.redemption.cli;

/** A command that cannot be carried out. The message is one line for the user, without secrets. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommandFailure(String message) {
        super(message);
    }
}
