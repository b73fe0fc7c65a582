package io.redemption.cli;

import io.redemption.server.Merchant;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * What a server serves.
 *
 * @param merchants for whom, at least one
 * @param description what, for the line that says that the server is ready
 * @param firstStep from the base URI to a line that says what to try first
 * @param opened what is to be closed when the server has stopped
 */
record ServedMerchants(
        List<Merchant> merchants, String description, Function<URI, String> firstStep, List<Runnable> opened)
        implements AutoCloseable {
    @Override
    public void close() {
        opened.forEach(Runnable::run);
    }
}
