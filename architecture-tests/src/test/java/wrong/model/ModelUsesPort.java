package wrong.model;

import wrong.port.PortUsesEvents;

public final class ModelUsesPort {
    String name(PortUsesEvents port) {
        return port.getClass().getName();
    }
}
