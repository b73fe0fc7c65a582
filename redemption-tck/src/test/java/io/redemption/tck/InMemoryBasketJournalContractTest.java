package io.redemption.tck;

import io.redemption.port.BasketJournal;

/** The journal of baskets in memory keeps the contract. */
class InMemoryBasketJournalContractTest extends BasketJournalContract {
    @Override
    protected BasketJournal journal() {
        return BasketJournal.inMemory();
    }

    @Override
    protected BasketJournal afterRestart() {
        return BasketJournal.inMemory();
    }
}
