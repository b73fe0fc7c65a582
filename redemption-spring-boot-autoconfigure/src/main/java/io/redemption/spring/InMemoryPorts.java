package io.redemption.spring;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.port.RedemptionPort;

/** Names the issuer in memory, so that the rest can be loaded without its module. */
final class InMemoryPorts {
    private InMemoryPorts() {}

    static RedemptionPort create() {
        return InMemoryRedemptionPort.create();
    }
}
