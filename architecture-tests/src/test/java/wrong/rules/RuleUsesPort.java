package wrong.rules;

import wrong.port.PortUsesEvents;

final class RuleUsesPort {
    String name(PortUsesEvents port) {
        return port.getClass().getName();
    }
}
