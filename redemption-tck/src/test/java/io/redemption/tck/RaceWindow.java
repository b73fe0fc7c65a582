package io.redemption.tck;

import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A gap between check and act, kept open until another caller stands in it too, or for a millisecond. */
final class RaceWindow {
    private final Exchanger<Boolean> meeting = new Exchanger<>();

    void open() {
        try {
            meeting.exchange(true, 1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException alone) {
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
