package io.redemption.reliability.basket;

import io.redemption.model.BasketRecord;
import io.redemption.port.BasketJournal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A wrong journal: acknowledges a record, and commits it some time later if the process still lives. */
final class EarlyBasketJournal implements BasketJournal {
    private final BasketJournal journal;
    private final Duration delay;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

    EarlyBasketJournal(BasketJournal journal, Duration delay) {
        this.journal = journal;
        this.delay = delay;
    }

    @Override
    public boolean survivesRestart() {
        return journal.survivesRestart();
    }

    @Override
    public boolean isShared() {
        return journal.isShared();
    }

    @Override
    public CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
        var unused = later.schedule(
                () -> journal.append(basket, record, expectedEpoch), delay.toMillis(), TimeUnit.MILLISECONDS);
        return CompletableFuture.completedStage(true);
    }

    @Override
    public CompletionStage<Log> find(String basket) {
        return journal.find(basket);
    }

    @Override
    public CompletionStage<List<String>> openBaskets(Duration untouchedFor, int max) {
        return journal.openBaskets(untouchedFor, max);
    }
}
