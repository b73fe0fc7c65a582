package io.redemption;

import io.redemption.events.RedemptionListener.Component;
import io.redemption.port.AttemptJournal;
import io.redemption.port.PendingDoubt;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes doubts from the journal that nobody watches: all the time if the journal survives a restart or is shared,
 * otherwise only after there was no room for some. Also takes what others learned of the issuer's lists. Thread-safe.
 */
final class DoubtSweep {
    private static final int MAX_TAKEN = 100;
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration NEXT = Duration.ofSeconds(1);

    private final RedemptionsContext context;
    private final GuardedJournal journal;
    private final TimeSource time;
    private final PollSchedule schedule;
    private final MarkerRetention markers;
    private final Duration lease;
    private final IntSupplier room;
    private final Consumer<PendingDoubt> adopt;
    private final boolean isPersistent;
    private TimeSource.@Nullable Scheduled next;
    private long untilNanos;
    private boolean closed;

    /**
     * Creates a sweep that has not started.
     *
     * @param lease for how long what it takes is held
     * @param room says for how many doubts there is room
     * @param adopt receives each doubt
     */
    DoubtSweep(
            RedemptionsContext context,
            PollSchedule schedule,
            MarkerRetention markers,
            Duration lease,
            IntSupplier room,
            Consumer<PendingDoubt> adopt) {
        this.context = context;
        this.journal = context.guardedJournal();
        this.time = context.time();
        this.schedule = schedule;
        this.markers = markers;
        this.lease = lease;
        this.room = room;
        this.adopt = adopt;
        this.isPersistent =
                context.journal().survivesRestart() || context.journal().isShared();
    }

    void start() {
        if (isPersistent && context.resolution().inBackground()) {
            scheduleSafely(schedule.spread(NEXT), false);
        }
    }

    /** Notes that there was no room for a doubt. The journal hands a new one out only after a while. */
    void overflowed(long nowNanos) {
        if (context.resolution().inBackground()) {
            synchronized (this) {
                untilNanos =
                        nowNanos + AttemptJournal.HELD_AFTER_OPENING.plus(EVERY).toNanos();
            }
            scheduleSafely(EVERY, false);
        }
    }

    private void scheduleSafely(Duration delay, boolean isEmpty) {
        try {
            schedule(delay, isEmpty);
        } catch (Throwable ofTheClock) {
            context.reporter().componentFailed(Component.TIME_SOURCE, ofTheClock);
        }
    }

    private synchronized void schedule(Duration delay, boolean isEmpty) {
        boolean isOver = isEmpty && !isPersistent && time.nanoTime() - untilNanos >= 0;
        if (!closed && next == null && !isOver) {
            next = time.schedule(delay, this::sweep);
        }
    }

    private void sweep() {
        synchronized (this) {
            next = null;
            if (closed) {
                return;
            }
        }
        int most = Math.min(MAX_TAKEN, room.getAsInt());
        journal.evidence().thenAccept(markers::restore);
        CompletionStage<List<PendingDoubt>> taken =
                most > 0 ? journal.takeDoubts(most, lease) : CompletableFuture.completedStage(List.of());
        taken.whenComplete((doubts, thrown) -> {
            int number = doubts == null ? 0 : doubts.size();
            try {
                if (doubts != null) {
                    doubts.forEach(adopt);
                }
            } catch (Throwable ofTheClock) {
                context.reporter().componentFailed(Component.TIME_SOURCE, ofTheClock);
            }
            scheduleSafely(schedule.spread(number == MAX_TAKEN ? NEXT : EVERY), number == 0 && most > 0);
        });
    }

    synchronized void close() {
        closed = true;
        Timers.cancel(next);
    }
}
