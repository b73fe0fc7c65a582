package io.redemption.jdbc;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the journal's threads: virtual ones where the JDK has them and the driver suits them, otherwise daemons. */
final class WorkerThreads {
    private WorkerThreads() {}

    static ThreadFactory named(String prefix, boolean mayBeVirtual) {
        if (mayBeVirtual) {
            try {
                // From JDK 21 on; this code is compiled for 17.
                Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
                Class<?> type = Class.forName("java.lang.Thread$Builder");
                Method name = type.getMethod("name", String.class, long.class);
                return (ThreadFactory) type.getMethod("factory").invoke(name.invoke(builder, prefix, 1L));
            } catch (ReflectiveOperationException | RuntimeException older) {
                return daemons(prefix);
            }
        }
        return daemons(prefix);
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
