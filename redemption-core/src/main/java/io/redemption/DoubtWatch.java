package io.redemption;

import io.redemption.events.RedemptionListener.Component;
import io.redemption.model.Operation;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Ticket;
import io.redemption.port.AttemptJournal;
import io.redemption.port.PendingDoubt;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Resolves doubts in the background: those of this process from the moment they begin, and those that the journal hands
 * out, which an ended process left. It only reads, unless a caller waits and repeats. Before each poll it takes the
 * journal's lease, so that one process works on a doubt, and it acts only while that lease lasts by the monotonic
 * clock. Results go to the journal and the listener. Thread-safe.
 */
final class DoubtWatch {
    /** How much longer than two calls to the port a poll may take. */
    private static final Duration POLL_MARGIN = Duration.ofSeconds(30);

    private final RedemptionsContext context;
    private final CallReporter reporter;
    private final GuardedJournal journal;
    private final Resolver resolver;
    private final TimeSource time;
    private final PollSchedule schedule;
    private final PollQueue queue;
    private final DoubtSweep sweep;
    private final DoubtHandOver handOver;
    private final Duration pollLease;
    private final Map<Object, WatchedDoubt> watched = new LinkedHashMap<>();
    private boolean closed;

    DoubtWatch(RedemptionsContext context, Doubts doubts, Resolver resolver, MarkerRetention markers) {
        ResolutionSettings settings = context.resolution();
        this.context = context;
        this.reporter = context.reporter();
        this.journal = context.guardedJournal();
        this.resolver = resolver;
        this.time = context.time();
        this.schedule = new PollSchedule(doubts, settings.random());
        PollBudget budget = new PollBudget(settings.maxInFlight(), settings.maxPerSecond());
        this.queue = new PollQueue(time, budget, this::pollDue);
        this.pollLease = context.portTimeout().multipliedBy(2).plus(POLL_MARGIN);
        this.sweep = new DoubtSweep(context, schedule, markers, pollLease, this::room, this::adopt);
        this.handOver = new DoubtHandOver(journal, reporter);
    }

    /** Begins to ask the journal for what an ended process left in doubt. */
    void start() {
        sweep.start();
    }

    private synchronized int room() {
        return context.resolution().maxWatched() - watched.size();
    }

    /**
     * Watches a doubt of this process whose send has ended.
     *
     * @param opening the opening of the attempt, or {@link AttemptJournal#NO_OPENING} for a reversal
     * @param isNew whether it was sent just now, so that polling begins anew
     * @param repeat what polls are replaced by until {@link #leave}; {@code null} if by nothing
     * @return completes when it is settled, or empty if nobody here watches it any more. Never fails
     */
    CompletionStage<Optional<Resolution>> watch(
            Ticket ticket, long opening, boolean isNew, @Nullable DoubtRepeat repeat) {
        CompletionStage<Optional<Resolution>> none = CompletableFuture.completedStage(Optional.empty());
        boolean isHopeless = ticket.operation() == Operation.REDEEM && ticket.marker() == null;
        if (isHopeless || !isWanted()) {
            return none;
        }
        try {
            Optional<WatchedDoubt> begun = begin(new PendingDoubt(ticket, opening, Duration.ZERO), isNew);
            synchronized (this) {
                begun.ifPresent(doubt -> doubt.repeat = repeat);
            }
            return begun.<CompletionStage<Optional<Resolution>>>map(doubt -> doubt.end)
                    .orElse(none);
        } catch (Throwable ofTheClock) {
            reporter.componentFailed(Component.TIME_SOURCE, ofTheClock);
            return none;
        }
    }

    private boolean isWanted() {
        return context.resolution().inBackground()
                || !context.resolution().longestWait().isZero();
    }

    private Optional<WatchedDoubt> begin(PendingDoubt pending, boolean isNew) {
        WatchedDoubt displaced = null;
        WatchedDoubt doubt;
        synchronized (this) {
            long now = time.nanoTime();
            WatchedDoubt known = watched.get(pending.subject());
            boolean isSame = known != null && known.pending.opening() == pending.opening();
            if (closed) {
                return Optional.empty();
            }
            if (known == null && room() <= 0) {
                sweep.overflowed(now);
                return Optional.empty();
            }
            if (known != null && isSame && !isNew) {
                return Optional.of(known);
            }
            if (known != null) {
                displaced = known;
                queue.remove(known);
            }
            doubt = new WatchedDoubt(pending, now);
            watched.put(doubt.subject(), doubt);
            queue.add(doubt, schedule.due(pending.ticket(), 0, Duration.ZERO).toNanos());
        }
        if (displaced != null) {
            displaced.stop();
        }
        return Optional.of(doubt);
    }

    /** Ends the repeating, and stops to watch a doubt that nobody waits for unless it is resolved in the background. */
    void leave(Ticket ticket, long opening) {
        WatchedDoubt doubt;
        synchronized (this) {
            doubt = watched.get(new PendingDoubt(ticket, opening, Duration.ZERO).subject());
            if (doubt != null) {
                doubt.repeat = null;
            }
        }
        if (doubt != null && !context.resolution().inBackground()) {
            drop(doubt, null);
        }
    }

    private void pollDue() {
        List<WatchedDoubt> due;
        synchronized (this) {
            try {
                due = queue.takeDue();
            } catch (Throwable ofTheClock) {
                reporter.componentFailed(Component.TIME_SOURCE, ofTheClock);
                return;
            }
            armSafely();
        }
        due.forEach(this::poll);
    }

    private void poll(WatchedDoubt doubt) {
        try {
            long askedAt = time.nanoTime();
            Duration lease = pollLease.plus(gapAfter(doubt, askedAt));
            journal.hold(doubt.pending, lease).whenComplete((held, thrown) -> {
                if (held == null) {
                    pollAgain(doubt, null);
                } else if (held) {
                    if (!isRepeated(doubt)) {
                        look(doubt, askedAt, lease);
                    }
                } else {
                    ended(doubt);
                    drop(doubt, null);
                }
            });
        } catch (Throwable ofTheClock) {
            reporter.componentFailed(Component.TIME_SOURCE, ofTheClock);
            pollAgain(doubt, null);
        }
    }

    /** Sends the attempt again instead of a poll, if a caller waits and its issuer honours attempt ids. */
    private boolean isRepeated(WatchedDoubt doubt) {
        DoubtRepeat repeat;
        synchronized (this) {
            repeat = closed ? null : doubt.repeat;
        }
        CompletionStage<Boolean> sent;
        try {
            sent = repeat == null ? null : repeat.send();
        } catch (Throwable ofTheClock) {
            reporter.componentFailed(Component.TIME_SOURCE, ofTheClock);
            sent = null; // then it is looked for
        }
        if (sent == null) {
            return false;
        }
        sent.whenComplete((settled, thrown) -> {
            if (settled != null && settled) {
                ended(doubt);
                drop(doubt, null);
            } else {
                pollAgain(doubt, null);
            }
        });
        return true;
    }

    /** Returns the time until the poll after this one, which the lease covers too. */
    private Duration gapAfter(WatchedDoubt doubt, long now) {
        Duration passed = Duration.ofNanos(now - doubt.sinceNanos);
        Duration gap = schedule.due(doubt.ticket(), doubt.step + 1, passed).minus(passed);
        return gap.isNegative() ? Duration.ZERO : gap.multipliedBy(5).dividedBy(4);
    }

    private void look(WatchedDoubt doubt, long heldFromNanos, Duration lease) {
        CompletionStage<Resolution> looked = resolver.resolve(doubt.ticket(), () -> isHeld(heldFromNanos, lease));
        boolean isClosed;
        synchronized (this) {
            doubt.read = looked;
            isClosed = closed;
        }
        if (isClosed) {
            doubt.stop();
        }
        looked.whenComplete((resolution, thrown) -> {
            if (resolution == null) {
                pollAgain(doubt, null);
            } else {
                looked(doubt, resolution);
            }
        });
    }

    /** Returns whether the lease still lasts. Checked right before something is recorded. */
    private boolean isHeld(long fromNanos, Duration lease) {
        synchronized (this) {
            return !closed && time.nanoTime() - fromNanos < lease.toNanos();
        }
    }

    private void looked(WatchedDoubt doubt, Resolution resolution) {
        Runnable next = resolution.fold(
                confirmed -> () -> settled(doubt, confirmed),
                absent -> () -> settled(doubt, absent),
                duplicate -> () -> pollAgain(doubt, Obstacle.DUPLICATE),
                still -> () -> {
                    synchronized (this) {
                        doubt.continueWith(still.ticket());
                    }
                    pollAgain(doubt, still.why());
                });
        next.run();
    }

    private void settled(WatchedDoubt doubt, Resolution resolution) {
        ended(doubt);
        drop(doubt, resolution);
    }

    /** Notes that a poll has ended, so that another may begin. */
    private synchronized void ended(WatchedDoubt doubt) {
        if (doubt.isPolled) {
            queue.pollEnded(doubt);
            armSafely();
        }
    }

    private void armSafely() {
        try {
            queue.arm();
        } catch (Throwable ofTheClock) {
            reporter.componentFailed(Component.TIME_SOURCE, ofTheClock);
        }
    }

    private void drop(WatchedDoubt doubt, @Nullable Resolution resolution) {
        synchronized (this) {
            watched.remove(doubt.subject(), doubt);
            queue.remove(doubt);
            queue.disarmIfEmpty();
        }
        doubt.end.complete(Optional.ofNullable(resolution));
    }

    /**
     * Polls again later, or hands the doubt over if it is too old.
     *
     * @param obstacle what this poll met; {@code null} if it did not take place
     */
    private void pollAgain(WatchedDoubt doubt, @Nullable Obstacle obstacle) {
        boolean isTooOld = false;
        ended(doubt);
        try {
            synchronized (this) {
                if (closed || watched.get(doubt.subject()) != doubt) {
                    return;
                }
                long now = time.nanoTime();
                doubt.obstacle = obstacle == null ? doubt.obstacle : obstacle;
                isTooOld = now - doubt.giveUpAtNanos >= 0;
                if (!isTooOld) {
                    scheduleNext(doubt, now);
                }
            }
        } catch (Throwable ofTheClock) {
            reporter.componentFailed(Component.TIME_SOURCE, ofTheClock);
            drop(doubt, null);
        }
        if (isTooOld) {
            handOver.handOver(doubt.pending, doubt.obstacle).whenComplete((done, thrown) -> drop(doubt, null));
        }
    }

    private void scheduleNext(WatchedDoubt doubt, long now) {
        if (doubt.beginsWithPoll) {
            doubt.beginsWithPoll = false;
            doubt.sinceNanos = now;
            doubt.step = schedule.horizonStep(doubt.ticket());
        } else {
            doubt.step++;
        }
        Duration passed = Duration.ofNanos(now - doubt.sinceNanos);
        long next = schedule.due(doubt.ticket(), doubt.step, passed).toNanos();
        queue.add(doubt, Math.min(next, doubt.giveUpAtNanos - doubt.sinceNanos));
    }

    /** Watches a doubt that another process left, which begins with its first poll. */
    private synchronized void adopt(PendingDoubt pending) {
        if (closed || watched.containsKey(pending.subject())) {
            return;
        }
        WatchedDoubt doubt = new WatchedDoubt(pending, time.nanoTime());
        doubt.beginsWithPoll = true;
        watched.put(doubt.subject(), doubt);
        queue.add(doubt, 0);
    }

    /** Ends all polls. What they did not settle is given back to the journal, for another process. */
    void close() {
        List<WatchedDoubt> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(watched.values());
            watched.clear();
            queue.clear();
        }
        sweep.close();
        for (WatchedDoubt doubt : left) {
            doubt.stop();
            if (context.journal().isShared()) {
                journal.hold(doubt.pending, Duration.ZERO);
            }
        }
    }
}
