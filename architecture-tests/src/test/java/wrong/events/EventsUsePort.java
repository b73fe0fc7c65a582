package wrong.events;

import wrong.port.PortUsesEvents;

public final class EventsUsePort {
    String name(PortUsesEvents port) {
        return port.getClass().getName();
    }
}
