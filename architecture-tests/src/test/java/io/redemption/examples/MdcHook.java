package io.redemption.examples;

import io.redemption.port.ContextHook;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

// example begins
/** Carries SLF4J's MDC to the threads on which a call goes on. */
final class MdcHook implements ContextHook {
    @Override
    public Executor capture() {
        Map<String, String> captured = MDC.getCopyOfContextMap();
        return task -> {
            Map<String, String> before = MDC.getCopyOfContextMap();
            set(captured);
            try {
                task.run();
            } finally {
                set(before);
            }
        };
    }

    private static void set(@Nullable Map<String, String> context) {
        if (context == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(context);
        }
    }
}
// example ends
