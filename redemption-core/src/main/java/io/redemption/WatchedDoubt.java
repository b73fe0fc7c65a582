package io.redemption;

import io.redemption.internal.Stages;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Ticket;
import io.redemption.port.PendingDoubt;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A doubt that is polled until it is settled or handed over. Guarded by the lock of its {@link DoubtWatch}. */
final class WatchedDoubt {
    /** What resolves it and how it is named in the journal. */
    PendingDoubt pending;

    /** From when its polls are counted. */
    long sinceNanos;

    /** When it is given up. */
    final long giveUpAtNanos;

    /** The next poll. */
    int step;

    long dueNanos;

    /** What the last poll met. */
    Obstacle obstacle = Obstacle.NOT_READABLE;

    /** Whether a poll is under way. */
    boolean isPolled;

    /** Whether its first poll is its beginning, because its last send is not of this process. */
    boolean beginsWithPoll;

    /** The read under way. */
    @Nullable
    CompletionStage<?> read;

    /** What its polls are replaced by while a caller waits. */
    @Nullable
    DoubtRepeat repeat;

    /** Completes when it is settled, or empty when nobody here polls it any more. */
    final CompletableFuture<Optional<Resolution>> end = new CompletableFuture<>();

    WatchedDoubt(PendingDoubt pending, long nowNanos) {
        this.pending = pending;
        this.sinceNanos = nowNanos;
        this.giveUpAtNanos =
                nowNanos + PollSchedule.GIVE_UP_AFTER.minus(pending.age()).toNanos();
    }

    Object subject() {
        return pending.subject();
    }

    Ticket ticket() {
        return pending.ticket();
    }

    void continueWith(Ticket ticket) {
        pending = new PendingDoubt(ticket, pending.opening(), Duration.ZERO);
    }

    void stop() {
        Stages.cancel(read);
        end.complete(Optional.empty());
    }
}
