package io.redemption.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
 * sleep, a monitor's notification, a latch, a future. An event loop does none of these; when it is idle it is in the
 * selector, which is none of them. Left out is what waits for a moment for a lock of another thread, as the JDK's own
 * timer has one, or for another thread to initialize a class. Thread-safe.
 */
public final class EventLoops implements AutoCloseable {
    /** How Vert.x names them. */
    private static final String NAME = "vert.x-eventloop-thread";

    private static final List<String> WAITS = List.of("jdk.ThreadPark", "jdk.ThreadSleep", "jdk.JavaMonitorWait");

    /** Not conditions, which lie beside them. */
    private static final List<String> LOCKS =
            List.of("java.util.concurrent.locks.Reentrant", "java.util.concurrent.locks.StampedLock");

    /**
     * What the virtual machine lets a thread wait for until another one has initialized a class. Once in its life, and
     * the first connection over TLS initializes many.
     */
    private static final List<String> CLASS_INITIALIZER = List.of("[I");

    /** Longer than a machine with much else to do may keep the holder of a lock from running. */
    private static final Duration LONG_FOR_A_LOCK = Duration.ofSeconds(1);

    private static final Set<String> WATCHED = ConcurrentHashMap.newKeySet();
    private static final Queue<String> BLOCKED = new ConcurrentLinkedQueue<>();

    private final Recording recording = new Recording();

    /** Begins to watch. */
    public EventLoops() {
        WAITS.forEach(
                event -> recording.enable(event).withThreshold(Duration.ZERO).withStackTrace());
        recording.enable("jdk.ThreadStart");
        recording.start();
    }

    /** Ends the watch, and answers what was waited for on event loops meanwhile. */
    public List<String> stop() {
        try {
            Path file = Files.createTempFile("event-loops", ".jfr");
            try {
                recording.stop();
                recording.dump(file);
                recording.close();
                return waits(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One event after the other, because there are many, nearly all of other threads. */
    private static List<String> waits(Path file) throws IOException {
        List<String> waits = new ArrayList<>();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (isOnEventLoop(event) && isWait(event)) {
                    waits.add(event.toString());
                }
            }
        }
        return waits;
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
        return switch (event.getEventType().getName()) {
            case "jdk.ThreadSleep" -> true;
            case "jdk.ThreadPark" ->
                !isFor(event, "parkedClass", LOCKS) || event.getDuration().compareTo(LONG_FOR_A_LOCK) > 0;
            case "jdk.JavaMonitorWait" -> !isFor(event, "monitorClass", CLASS_INITIALIZER);
            default -> false;
        };
    }

    private static boolean isFor(RecordedEvent event, String field, List<String> names) {
        RecordedClass waitedFor = event.getClass(field);
        return waitedFor != null && names.stream().anyMatch(waitedFor.getName()::startsWith);
    }

    /** Ends the watch and adds what it saw to the account of this run. */
    @Override
    public void close() {
        BLOCKED.addAll(stop());
    }

    /** How many event loops were started under watch so far. */
    public static int watched() {
        return WATCHED.size();
    }

    /** What was waited for on event loops so far. */
    public static Queue<String> blocked() {
        return BLOCKED;
    }
}
