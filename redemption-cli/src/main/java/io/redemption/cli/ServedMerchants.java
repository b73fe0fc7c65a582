package io.redemption.cli;

import io.redemption.server.Merchant;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * The merchants of a server.
 *
 * @param merchants at least one merchant
 * @param description what is served, for the line that says that the server is ready
 * @param firstStep makes from the base URI a line that says what to try first
 * @param opened what to close when the server has stopped
 */
record ServedMerchants(
        List<Merchant> merchants, String description, Function<URI, String> firstStep, List<Runnable> opened)
        implements AutoCloseable {
    @Override
    public void close() {
        opened.forEach(Runnable::run);
    }
}
