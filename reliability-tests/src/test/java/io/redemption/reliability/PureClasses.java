package io.redemption.reliability;

import java.util.List;

/**
 * Names the classes of the core and of the issuer in memory that no schedule has to part, because nobody else can write
 * to what they read: values and pure functions of them, a verdict, which its caller alone knows and which is published
 * under a lock, stages that are complete when they are made, and what comes before the threads.
 *
 * <p>A class is here as a whole or not at all: Lincheck gives other hash codes to what it watches, and a map that is
 * filled watched and asked unwatched does not find its keys. The names are beginnings: a class that reads what others
 * write must not have a name that begins so, or Lincheck reports hangs that there are not.
 */
public final class PureClasses {
    private static final List<String> PREFIXES = List.of(
            "java.util.concurrent.CompletableFuture",
            "java.util.stream.",
            "io.redemption.model.",
            "io.redemption.port.IdSource",
            "io.redemption.port.TimeSource",
            "io.redemption.rules.",
            "io.redemption.inmemory.StoredAnswer",
            "io.redemption.inmemory.Consumption",
            "io.redemption.inmemory.Cursor",
            "io.redemption.inmemory.RuleVerdict",
            "io.redemption.inmemory.Ledger",
            "io.redemption.inmemory.Snapshot",
            "io.redemption.inmemory.PersistentTreeMap",
            "io.redemption.inmemory.MarkedVector",
            "io.redemption.inmemory.VectorNode",
            "io.redemption.inmemory.AnswerTo",
            "io.redemption.reliability.Prepared",
            "io.redemption.reliability.StoppedTime");

    private PureClasses() {}

    /** Asked at every call that is watched, so without a stream. */
    public static boolean contain(String className) {
        for (String prefix : PREFIXES) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
