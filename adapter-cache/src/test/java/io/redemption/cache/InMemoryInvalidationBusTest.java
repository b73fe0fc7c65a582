package io.redemption.cache;

import io.redemption.port.InvalidationBus;
import io.redemption.tck.InvalidationBusContract;

/** The bus in memory keeps the contract of the bus. */
class InMemoryInvalidationBusTest extends InvalidationBusContract {
    @Override
    protected InvalidationBus bus() {
        return InMemoryInvalidationBus.create();
    }
}
