package io.redemption.tck;

import static io.redemption.tck.BasketJournalUnderTest.START;

import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.port.BasketJournal;
import io.redemption.port.BasketJournal.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Journals of baskets with one fault each. */
final class BrokenBasketJournals {
    private BrokenBasketJournals() {}

    /** Reads something else than what is stored. */
    static final class ReadsWrong extends ToyBasketJournal {
        private final UnaryOperator<Log> reading;

        ReadsWrong(BasketJournal store, UnaryOperator<Log> reading) {
            super(store);
            this.reading = reading;
        }

        @Override
        public CompletionStage<Log> find(String basket) {
            return store.find(basket).thenApply(reading);
        }
    }

    /** Begins a basket whatever its first record is. */
    static final class BeginsByAnything extends ToyBasketJournal {
        BeginsByAnything(BasketJournal store) {
            super(store);
        }

        @Override
        public CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
            boolean isNew = expectedEpoch == 0
                    && record.kind() != Kind.STARTED
                    && now(basket).epoch() == 0;
            return isNew
                    ? store.append(basket, START, 0).thenCompose(began -> store.append(basket, record, 1))
                    : store.append(basket, record, expectedEpoch);
        }
    }

    /** Keeps the records of earlier runs. */
    static final class KeepsEarlierRuns extends ToyBasketJournal {
        private final Map<String, List<BasketRecord>> all = new HashMap<>();

        KeepsEarlierRuns(BasketJournal store) {
            super(store);
        }

        @Override
        public CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
            return store.append(basket, record, expectedEpoch).thenApply(appended -> {
                if (appended) {
                    all.computeIfAbsent(basket, any -> new ArrayList<>()).add(record);
                }
                return appended;
            });
        }

        @Override
        public CompletionStage<Log> find(String basket) {
            return store.find(basket).thenApply(log -> new Log(log.epoch(), all.getOrDefault(basket, List.of())));
        }
    }

    /** Does not tell upper from lower case. */
    static final class IgnoresCase extends ToyBasketJournal {
        IgnoresCase(BasketJournal store) {
            super(store);
        }

        @Override
        public CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
            return store.append(basket.toLowerCase(Locale.ROOT), record, expectedEpoch);
        }

        @Override
        public CompletionStage<Log> find(String basket) {
            return store.find(basket.toLowerCase(Locale.ROOT));
        }
    }

    /** Appends under whatever epoch the basket has. */
    static final class IgnoresEpochs extends ToyBasketJournal {
        IgnoresEpochs(BasketJournal store) {
            super(store);
        }

        @Override
        public CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
            return store.append(basket, record, now(basket).epoch());
        }
    }

    /** Compares the epoch first and writes then, in two steps. */
    static final class ChecksThenWrites extends ToyBasketJournal {
        private final Predicate<Kind> which;
        private final boolean writes;

        /**
         * Creates one.
         *
         * @param which the records that are not fenced
         * @param writes whether what came too late is written, or only acknowledged
         */
        ChecksThenWrites(BasketJournal store, Predicate<Kind> which, boolean writes) {
            super(store);
            this.which = which;
            this.writes = writes;
        }

        @Override
        public CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
            if (!which.test(record.kind()) || now(basket).epoch() != expectedEpoch) {
                return store.append(basket, record, expectedEpoch);
            }
            LockSupport.parkNanos(1_000_000);
            if (writes) {
                return store.append(basket, record, now(basket).epoch());
            }
            CompletionStage<Boolean> unused = store.append(basket, record, expectedEpoch);
            return YES;
        }
    }

    /** Loses a record now and then, as writers do that read a list, add to it and write it back. */
    static final class LosesUpdates extends ToyBasketJournal {
        private final AtomicInteger appends = new AtomicInteger();

        LosesUpdates(BasketJournal store) {
            super(store);
        }

        @Override
        public CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
            return record.kind() == Kind.DONE && appends.incrementAndGet() % 10 == 0
                    ? YES
                    : store.append(basket, record, expectedEpoch);
        }
    }

    /** Lists other baskets than the open ones. */
    static final class ListsWrong extends ToyBasketJournal {
        private final UnaryOperator<List<String>> listing;

        ListsWrong(BasketJournal store, UnaryOperator<List<String>> listing) {
            super(store);
            this.listing = listing;
        }

        @Override
        public CompletionStage<List<String>> openBaskets(Duration untouchedFor, int max) {
            return store.openBaskets(untouchedFor, 1_000)
                    .thenApply(listing)
                    .thenApply(names -> names.stream().limit(max).toList());
        }
    }

    /** Measures from the start how long a basket is untouched. */
    static final class AgesFromTheStart extends ToyBasketJournal {
        private final BasketJournal starts = BasketJournal.inMemory();

        AgesFromTheStart(BasketJournal store) {
            super(store);
        }

        @Override
        public CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
            return store.append(basket, record, expectedEpoch)
                    .thenCompose(appended -> record.kind() == Kind.STARTED
                            ? starts.append(basket, record, expectedEpoch)
                            : CompletableFuture.completedStage(appended));
        }

        @Override
        public CompletionStage<List<String>> openBaskets(Duration untouchedFor, int max) {
            return starts.openBaskets(untouchedFor, max);
        }
    }

    /** Acknowledges a record before it is committed: the next append commits it, a kill loses it. */
    static final class AcknowledgesEarly extends ToyBasketJournal {
        private final List<Runnable> open = new ArrayList<>();

        AcknowledgesEarly(BasketJournal store) {
            super(store);
        }

        @Override
        public synchronized CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
            open.forEach(Runnable::run);
            open.clear();
            open.add(() -> {
                CompletionStage<Boolean> unused = store.append(basket, record, expectedEpoch);
            });
            return YES;
        }
    }

    /** Believes what it has read of an epoch for ever. */
    static final class RemembersEpochs extends ToyBasketJournal {
        private final Map<String, Long> epochs = new ConcurrentHashMap<>();

        RemembersEpochs(BasketJournal store) {
            super(store);
        }

        @Override
        public CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
            long known = epochs.computeIfAbsent(basket, name -> now(name).epoch());
            if (known != expectedEpoch) {
                return CompletableFuture.completedStage(false);
            }
            epochs.put(basket, known + (record.kind().movesEpoch() ? 1 : 0));
            return store.append(basket, record, now(basket).epoch());
        }
    }

    /** Throws what is wrong with an argument. */
    static final class Throws extends ToyBasketJournal {
        Throws(BasketJournal store) {
            super(store);
        }

        @Override
        public CompletionStage<Log> find(String basket) {
            if (basket.isEmpty()) {
                throw new IllegalArgumentException("no name");
            }
            return store.find(basket);
        }
    }

    /** After a call was cancelled, acknowledges what it does not write any more. */
    static final class BreaksWhenCancelled extends ToyBasketJournal {
        private volatile boolean broken;

        BreaksWhenCancelled(BasketJournal store) {
            super(store);
        }

        @Override
        public CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
            if (record.kind() != Kind.DONE) {
                return store.append(basket, record, expectedEpoch);
            }
            CompletableFuture<Boolean> stage = new CompletableFuture<>();
            CompletableFuture.delayedExecutor(2, TimeUnit.MILLISECONDS).execute(() -> {
                broken |= stage.isCancelled();
                if (!broken) {
                    CompletionStage<Boolean> unused = store.append(basket, record, expectedEpoch);
                }
                stage.complete(true);
            });
            return stage;
        }
    }

    /** Hands one stage to all callers. */
    static final class SharesStages extends ToyBasketJournal {
        private final Map<String, CompletableFuture<Log>> reads = new ConcurrentHashMap<>();

        SharesStages(BasketJournal store) {
            super(store);
        }

        @Override
        public CompletionStage<Log> find(String basket) {
            return reads.computeIfAbsent(
                    basket, name -> store.find(name).thenApply(log -> log).toCompletableFuture());
        }
    }
}
