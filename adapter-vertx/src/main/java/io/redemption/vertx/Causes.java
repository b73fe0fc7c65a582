package io.redemption.vertx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes exceptions by their class names, because their messages may contain ids and credentials. Stateless. */
final class Causes {
    private static final int MOST = 6;

    private Causes() {}

    /**
     * Returns a colon and the classes of the exception and its causes, the outermost first; empty without an exception.
     */
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
