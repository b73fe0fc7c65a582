package wrong.port;

import wrong.events.EventsUsePort;

public final class PortUsesEvents {
    String name(EventsUsePort events) {
        return events.getClass().getName();
    }
}
