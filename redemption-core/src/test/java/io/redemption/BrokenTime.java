package io.redemption;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A clock and timer that goes wrong in one place, from one call on. */
final class BrokenTime implements TimeSource {
    /** What throws. */
    enum Part {
        NOW,
        NANO_TIME,
        SCHEDULE
    }

    private final TimeSource delegate;
    private final Part part;
    private final Throwable thrown;
    private int callsLeft;

    /**
     * A clock that goes wrong later.
     *
     * @param callsLeft how many calls of that part go well before
     */
    BrokenTime(TimeSource delegate, Part part, Throwable thrown, int callsLeft) {
        this.delegate = delegate;
        this.part = part;
        this.thrown = thrown;
        this.callsLeft = callsLeft;
    }

    @Override
    public Instant now() {
        passOrThrow(Part.NOW);
        return delegate.now();
    }

    @Override
    public long nanoTime() {
        passOrThrow(Part.NANO_TIME);
        return delegate.nanoTime();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        passOrThrow(Part.SCHEDULE);
        return delegate.schedule(delay, task);
    }

    private synchronized void passOrThrow(Part called) {
        if (called == part && callsLeft-- <= 0) {
            BrokenTime.<RuntimeException>sneak(thrown);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
