package io.redemption.tck;

import io.redemption.port.AttemptJournal;

/** The journal in memory keeps the contract. */
class InMemoryJournalContractTest extends AttemptJournalContract {
    @Override
    protected AttemptJournal journal() {
        return AttemptJournal.inMemory();
    }

    @Override
    protected AttemptJournal afterRestart() {
        return AttemptJournal.inMemory();
    }
}
