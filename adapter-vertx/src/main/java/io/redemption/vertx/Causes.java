package io.redemption.vertx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells of exceptions by the names of their classes: their texts may hold ids and credentials. Stateless. */
final class Causes {
    private static final int MOST = 6;

    private Causes() {}

    /** A colon and the classes of the exception and its causes, the outermost first; empty if there is none. */
    static String of(@Nullable Throwable thrown) {
        List<String> names = new ArrayList<>();
        Throwable cause = thrown;
        while (cause != null && names.size() < MOST) {
            String name = cause.getClass().getName();
            if (names.isEmpty() || !names.get(names.size() - 1).equals(name)) {
                names.add(name);
            }
            cause = cause.getCause();
        }
        return names.isEmpty() ? "" : ": " + String.join(", caused by ", names);
    }
}
