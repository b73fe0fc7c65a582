package io.redemption.tck;

import io.redemption.model.BasketRecord;
import io.redemption.port.BasketJournal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One process over a store that outlives it and that others share: right, until a test breaks one part. */
class ToyBasketJournal implements BasketJournal {
    static final CompletionStage<Boolean> YES = CompletableFuture.completedStage(true);

    final BasketJournal store;

    ToyBasketJournal(BasketJournal store) {
        this.store = store;
    }

    @Override
    public boolean survivesRestart() {
        return true;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
        return store.append(basket, record, expectedEpoch);
    }

    @Override
    public CompletionStage<Log> find(String basket) {
        return store.find(basket);
    }

    @Override
    public CompletionStage<List<String>> openBaskets(Duration untouchedFor, int max) {
        return store.openBaskets(untouchedFor, max);
    }

    final Log now(String basket) {
        return store.find(basket).toCompletableFuture().join();
    }
}
