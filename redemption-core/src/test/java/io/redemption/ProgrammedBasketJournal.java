package io.redemption;

import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.port.BasketJournal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A basket journal that does what the in-memory one does, except where a test says otherwise. */
final class ProgrammedBasketJournal implements BasketJournal {
    private final BasketJournal delegate;

    /** Records of this kind are not appended. */
    @Nullable
    Kind failsOn;

    /** Records of this kind are appended, and the answer is lost. */
    @Nullable
    Kind loses;

    Function<String, CompletionStage<Log>> onFind;
    boolean isShared;

    ProgrammedBasketJournal(BasketJournal delegate) {
        this.delegate = delegate;
        this.onFind = delegate::find;
    }

    @Override
    public boolean survivesRestart() {
        return true;
    }

    @Override
    public boolean isShared() {
        return isShared;
    }

    @Override
    public CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
        if (record.kind() == failsOn) {
            return CompletableFuture.failedStage(new IllegalStateException("the disk is full"));
        }
        CompletionStage<Boolean> appended = delegate.append(basket, record, expectedEpoch);
        return record.kind() == loses
                ? CompletableFuture.failedStage(new IllegalStateException("the connection broke"))
                : appended;
    }

    @Override
    public CompletionStage<Log> find(String basket) {
        return onFind.apply(basket);
    }

    @Override
    public CompletionStage<List<String>> openBaskets(Duration untouchedFor, int max) {
        return delegate.openBaskets(untouchedFor, max);
    }
}
