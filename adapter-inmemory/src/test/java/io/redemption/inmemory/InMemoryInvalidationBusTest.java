package io.redemption.inmemory;

import io.redemption.InvalidationBus;
import io.redemption.tck.InvalidationBusContract;

/** The bus in memory keeps the contract of the bus. */
class InMemoryInvalidationBusTest extends InvalidationBusContract {
    @Override
    protected InvalidationBus bus() {
        return InMemoryInvalidationBus.create();
    }
}
