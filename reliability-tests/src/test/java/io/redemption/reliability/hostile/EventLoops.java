package io.redemption.reliability.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Watches event loops as long as it is open. The JDK's flight recorder tells of each wait of a thread, however short: a
 * sleep, a monitor's notification, a latch, a future. An event loop does none of these; when it is idle it is
 * in the selector, which is none of them. Left out is what waits for a lock that another thread holds for a moment, as the
 * JDK's own timer has one. Thread-safe.
 */
final class EventLoops implements AutoCloseable {
    /** How Vert.x names them. */
    private static final String NAME = "vert.x-eventloop-thread";

    private static final List<String> WAITS = List.of("jdk.ThreadPark", "jdk.ThreadSleep", "jdk.JavaMonitorWait");
    private static final String LOCK = "java.util.concurrent.locks.Reentrant";

    /** Longer than a machine with much else to do may keep the holder of a lock from running. */
    private static final Duration LONG_FOR_A_LOCK = Duration.ofMillis(250);

    private static final Set<String> WATCHED = ConcurrentHashMap.newKeySet();
    private static final Queue<String> BLOCKED = new ConcurrentLinkedQueue<>();

    private final Recording recording = new Recording();

    EventLoops() {
        WAITS.forEach(
                event -> recording.enable(event).withThreshold(Duration.ZERO).withStackTrace());
        recording.enable("jdk.ThreadStart");
        recording.start();
    }

    /** Ends the watch, and answers what was waited for on event loops meanwhile. */
    List<String> stop() {
        try {
            Path file = Files.createTempFile("event-loops", ".jfr");
            try {
                recording.stop();
                recording.dump(file);
                recording.close();
                return RecordingFile.readAllEvents(file).stream()
                        .filter(EventLoops::isOnEventLoop)
                        .filter(EventLoops::isWait)
                        .map(RecordedEvent::toString)
                        .toList();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOnEventLoop(RecordedEvent event) {
        boolean started = event.getEventType().getName().equals("jdk.ThreadStart");
        RecordedThread thread = started ? event.getThread("thread") : event.getThread();
        if (thread == null
                || thread.getJavaName() == null
                || !thread.getJavaName().startsWith(NAME)) {
            return false;
        }
        WATCHED.add(thread.getJavaThreadId() + " " + thread.getJavaName());
        return true;
    }

    private static boolean isWait(RecordedEvent event) {
        String type = event.getEventType().getName();
        if (!type.equals("jdk.ThreadPark")) {
            return WAITS.contains(type);
        }
        RecordedClass waitedFor = event.getClass("parkedClass");
        boolean lock = waitedFor != null && waitedFor.getName().startsWith(LOCK);
        return !lock || event.getDuration().compareTo(LONG_FOR_A_LOCK) > 0;
    }

    /** Ends the watch and adds what it saw to the account of this run. */
    @Override
    public void close() {
        BLOCKED.addAll(stop());
    }

    /** How many event loops were started under watch so far. */
    static int watched() {
        return WATCHED.size();
    }

    /** What was waited for on event loops so far. */
    static Queue<String> blocked() {
        return BLOCKED;
    }
}
