package io.redemption.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells on the error output what is being measured, with the time since the beginning. */
final class Progress {
    private final PrintStream out;
    private final long begun = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    void say(String what) {
        Duration since = Duration.ofNanos(System.nanoTime() - begun);
        out.printf(Locale.ROOT, "%3d:%02d  %s%n", since.toMinutes(), since.toSecondsPart(), what);
    }
}
