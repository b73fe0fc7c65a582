package io.redemption.reliability.faults;

import io.redemption.reliability.EventLoops;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Watches the event loops of a test class, those of its clients and of its servers. */
final class WatchedLoops implements BeforeAllCallback, AfterAllCallback {
    private static final Namespace OWN = Namespace.create(WatchedLoops.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(OWN).put(EventLoops.class, new EventLoops());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        context.getStore(OWN).remove(EventLoops.class, EventLoops.class).close();
    }
}
