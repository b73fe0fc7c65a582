package io.redemption.port;

import io.redemption.internal.calls.BasketArguments;
import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Baskets in maps under one lock. No method waits while it holds the lock. */
final class InMemoryBasketJournal implements BasketJournal {
    /** The most baskets that are open, and the most that have ended. */
    static final int MAX_BASKETS = 10_000;

    /** One basket. Guarded by the journal's lock. */
    private static final class Basket {
        private final List<BasketRecord> records = new ArrayList<>();
        private long epoch;
        private long touchedAtNanos;
    }

    private final TimeSource time;
    private final Map<String, Basket> open = new LinkedHashMap<>();
    private final Map<String, Basket> ended = new LinkedHashMap<>();

    InMemoryBasketJournal(TimeSource time) {
        this.time = time;
    }

    @Override
    public boolean survivesRestart() {
        return false;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public synchronized CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
        RedemptionException wrong = BasketArguments.wrong(basket, record);
        if (wrong != null) {
            return CompletableFuture.failedStage(wrong);
        }
        Basket known = known(basket);
        if (expectedEpoch != (known == null ? 0 : known.epoch) || (known == null && record.kind() != Kind.STARTED)) {
            return CompletableFuture.completedStage(false);
        }
        if (record.kind() == Kind.STARTED && open.size() >= MAX_BASKETS) {
            return CompletableFuture.failedStage(new RedemptionException(
                    FailureCode.JOURNAL_FULL, "the journal has no room for another open basket; nothing was sent"));
        }
        Basket written = known == null ? new Basket() : known;
        if (record.kind() == Kind.STARTED) {
            written.records.clear();
        }
        written.records.add(record);
        written.epoch += record.kind().movesEpoch() ? 1 : 0;
        written.touchedAtNanos = time.nanoTime();
        file(basket, written, record.kind());
        return CompletableFuture.completedStage(true);
    }

    private @Nullable Basket known(String basket) {
        Basket running = open.get(basket);
        return running == null ? ended.get(basket) : running;
    }

    private void file(String name, Basket basket, Kind last) {
        if (last == Kind.STARTED) {
            ended.remove(name);
            open.put(name, basket);
        } else if (last.ends()) {
            open.remove(name);
            ended.put(name, basket);
            if (ended.size() > MAX_BASKETS) {
                ended.remove(ended.keySet().iterator().next());
            }
        }
    }

    @Override
    public synchronized CompletionStage<Log> find(String basket) {
        RedemptionException wrong = BasketArguments.wrong(basket);
        if (wrong != null) {
            return CompletableFuture.failedStage(wrong);
        }
        Basket known = known(basket);
        return CompletableFuture.completedStage(
                known == null ? new Log(0, List.of()) : new Log(known.epoch, known.records));
    }

    @Override
    public synchronized CompletionStage<List<String>> openBaskets(Duration untouchedFor, int max) {
        RedemptionException wrong = BasketArguments.wrong(untouchedFor, max);
        if (wrong != null) {
            return CompletableFuture.failedStage(wrong);
        }
        long now = time.nanoTime();
        return CompletableFuture.completedStage(open.entrySet().stream()
                .filter(each ->
                        Duration.ofNanos(now - each.getValue().touchedAtNanos).compareTo(untouchedFor) >= 0)
                .limit(max)
                .map(Map.Entry::getKey)
                .toList());
    }
}
