package io.redemption.tck;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A gap between check and act. It stays open until another thread that competes for the same is in it, or for 10
 * milliseconds.
 */
final class RaceWindow {
    private final Map<Object, Exchanger<Boolean>> meetings = new ConcurrentHashMap<>();

    /**
     * Waits in the gap.
     *
     * @param prize what only one may get
     */
    void open(Object prize) {
        try {
            meetings.computeIfAbsent(prize, any -> new Exchanger<>()).exchange(true, 10, TimeUnit.MILLISECONDS);
        } catch (TimeoutException alone) {
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
