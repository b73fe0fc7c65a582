package io.redemption.vauchar;

import io.redemption.cache.CacheOptions;
import io.redemption.events.RedemptionListener;
import io.redemption.port.TimeSource;
import io.redemption.resilience.ResilienceOptions;
import java.time.Duration;

/** Checks the options of the layers against each other, and names the one that is wrong. */
final class StackOptionsCheck {
    /** Some reads need two sends, one after the other. */
    private static final int SENDS_OF_A_READ = 2;

    private StackOptionsCheck() {}

    static void check(VaucharOptions options) {
        positive("max read lag", options.maxReadLag());
        if (options.resolveWait().isNegative()) {
            throw unexpected("resolve wait", options.resolveWait(), "zero or more");
        }
        positive("polls in flight", options.maxPollsInFlight());
        positive("polls per second", options.maxPollsPerSecond());
        outlastsTheCall(options);
        shared("transport", options.transport().time(), options.transport().listener());
        Duration send = options.transport().sendTimeout();
        options.resilience().ifPresent(resilience -> {
            shared("resilience", resilience.time(), resilience.listener());
            fits(resilience, send, options.portTimeout());
        });
        if (options.resilience().isEmpty()
                && options.portTimeout().compareTo(send.multipliedBy(SENDS_OF_A_READ)) <= 0) {
            throw unexpected(
                    "port timeout",
                    options.portTimeout(),
                    "more than twice the send timeout, " + send + ", without resilience");
        }
        options.cache().ifPresent(cache -> {
            shared("cache", cache.time(), cache.listener());
            remembersLongEnough(cache, options.maxReadLag());
        });
    }

    /** Checks that the max execution delay is not shorter than the deadline of a call. */
    private static void outlastsTheCall(VaucharOptions options) {
        Duration deadline = options.resilience()
                .map(ResilienceOptions::totalDeadline)
                .orElse(options.transport().sendTimeout());
        if (options.maxExecutionDelay().compareTo(deadline) < 0) {
            throw unexpected(
                    "max execution delay", options.maxExecutionDelay(), "at least the deadline of a call, " + deadline);
        }
    }

    private static void fits(ResilienceOptions resilience, Duration send, Duration portTimeout) {
        if (resilience.minimumSendTime().compareTo(send) >= 0) {
            throw unexpected("minimum send time", resilience.minimumSendTime(), "less than the send timeout, " + send);
        }
        if (send.compareTo(resilience.totalDeadline()) > 0) {
            throw unexpected("send timeout", send, "at most the total deadline, " + resilience.totalDeadline());
        }
        if (resilience.totalDeadline().compareTo(portTimeout) >= 0) {
            // The backstop treats a port that takes longer than its timeout as broken.
            throw unexpected(
                    "total deadline", resilience.totalDeadline(), "less than the port timeout, " + portTimeout);
        }
    }

    private static void remembersLongEnough(CacheOptions cache, Duration maxReadLag) {
        if (cache.maxReadLag().compareTo(maxReadLag) < 0) {
            throw unexpected(
                    "max read lag of the cache", cache.maxReadLag(), "at least that of the lists, " + maxReadLag);
        }
    }

    private static void positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw unexpected(name, duration, "more than zero");
        }
    }

    private static void positive(String name, int number) {
        if (number <= 0) {
            throw unexpected(name, number, "more than zero");
        }
    }

    /**
     * Checks that a layer has no clock and no listener of its own: events of layers with different clocks would
     * contradict each other.
     */
    private static void shared(String layer, TimeSource time, RedemptionListener listener) {
        if (!time.equals(TimeSource.system())) {
            throw unexpected("time of the " + layer, "one of its own", "the one that all layers share");
        }
        if (!listener.equals(RedemptionListener.NONE)) {
            throw unexpected("listener of the " + layer, "one of its own", "the one that all layers share");
        }
    }

    private static IllegalArgumentException unexpected(String name, Object value, String expected) {
        return new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
}
