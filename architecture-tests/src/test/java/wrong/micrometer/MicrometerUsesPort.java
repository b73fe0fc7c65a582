package wrong.micrometer;

import wrong.port.PortUsesEvents;

final class MicrometerUsesPort {
    String name(PortUsesEvents port) {
        return port.getClass().getName();
    }
}
