package io.redemption.server.command;

import io.redemption.checkout.Redemptions;
import io.redemption.server.Merchant;
import java.util.List;

/**
 * What a server serves.
 *
 * @param merchants for whom, at least one
 * @param description what, for the line that says that the server is ready
 * @param opened what is to be closed when the server has stopped
 */
record Offer(List<Merchant> merchants, String description, List<Redemptions> opened) implements AutoCloseable {
    @Override
    public void close() {
        opened.forEach(Redemptions::close);
    }
}
