package wrong.internal.calls;

import wrong.port.PortUsesEvents;

final class CallsUsePort {
    String name(PortUsesEvents port) {
        return port.getClass().getName();
    }
}
