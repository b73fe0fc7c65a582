package io.redemption.reliability.basket;

import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.port.BasketJournal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How one process sees the basket journal, which survives it: each append is an event. The broken variants write or
 * show something else than they are asked for. Not thread-safe.
 */
final class BasketRecords implements BasketJournal {
    private final BasketJournal records;
    private final BasketProcess process;
    private final BasketWorld world;
    private final boolean recovers;
    private Runnable held = () -> {};

    BasketRecords(BasketJournal records, BasketProcess process, BasketWorld world, boolean recovers) {
        this.records = records;
        this.process = process;
        this.world = world;
        this.recovers = recovers;
    }

    @Override
    public boolean survivesRestart() {
        return true;
    }

    @Override
    public boolean isShared() {
        return world.isShared();
    }

    @Override
    public CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
        world.names(basket);
        Variant variant = world.variant();
        boolean late = (variant == Variant.INTENT_AFTER_SEND && record.kind() == Kind.INTENT)
                || (variant == Variant.SUCCESS_BEFORE_COMMIT && record.kind() == Kind.COMMITTED);
        if (late) {
            held = () -> records.append(basket, record, expectedEpoch);
            process.schedule(
                    Duration.ofMillis(1),
                    () -> process.call(() -> {
                        release();
                        return CompletableFuture.completedStage(true);
                    }));
            return CompletableFuture.completedStage(true);
        }
        return process.call(() -> {
            release();
            world.notes(false);
            CompletionStage<Boolean> appended = records.append(basket, record, expectedEpoch);
            if (world.choices().happens(40)) {
                return CompletableFuture.failedStage(new IllegalStateException("the journal's answer was lost"));
            }
            return appended;
        });
    }

    private void release() {
        Runnable now = held;
        held = () -> {};
        now.run();
    }

    @Override
    public CompletionStage<Log> find(String basket) {
        CompletionStage<Log> log = records.find(basket);
        return recovers && world.variant() == Variant.REVERSES_DONE_ONLY
                ? log.thenApply(BasketRecords::acknowledgedOnly)
                : log;
    }

    private static Log acknowledgedOnly(Log log) {
        Set<Integer> done = new HashSet<>();
        log.records().stream().filter(record -> record.kind() == Kind.DONE).forEach(record -> done.add(record.step()));
        List<BasketRecord> shown = log.records().stream()
                .filter(record -> record.step() == BasketRecord.NO_STEP || done.contains(record.step()))
                .toList();
        return new Log(log.epoch(), shown);
    }

    @Override
    public CompletionStage<List<String>> openBaskets(Duration untouchedFor, int max) {
        return records.openBaskets(untouchedFor, max);
    }
}
