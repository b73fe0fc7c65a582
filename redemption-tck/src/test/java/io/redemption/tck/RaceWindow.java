package io.redemption.tck;

import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A gap between check and act, kept open until another caller stands in it too, or for 10 milliseconds: on a busy machine a thread comes late. */
final class RaceWindow {
    private final Exchanger<Boolean> meeting = new Exchanger<>();

    void open() {
        try {
            meeting.exchange(true, 10, TimeUnit.MILLISECONDS);
        } catch (TimeoutException alone) {
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
