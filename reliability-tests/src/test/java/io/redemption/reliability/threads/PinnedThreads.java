package io.redemption.reliability.threads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Records where virtual threads that waited held on to their carrier thread. */
final class PinnedThreads implements AutoCloseable {
    private final Recording recording = new Recording();

    PinnedThreads() {
        recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO).withStackTrace();
        recording.start();
    }

    /**
     * Ends the recording.
     *
     * @return for each event whose stack has a class with this prefix, the stack
     */
    List<String> inPackage(String prefix) {
        recording.stop();
        try {
            Path file = Files.createTempFile("pinned", ".jfr");
            try {
                recording.dump(file);
                return RecordingFile.readAllEvents(file).stream()
                        .filter(event -> frames(event).stream().anyMatch(frame -> frame.startsWith(prefix)))
                        .map(event -> String.join("\n  ", frames(event)))
                        .toList();
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new AssertionError("the recording of pinned threads cannot be read", e);
        }
    }

    private static List<String> frames(RecordedEvent event) {
        return event.getStackTrace() == null
                ? List.of()
                : event.getStackTrace().getFrames().stream()
                        .map(PinnedThreads::name)
                        .toList();
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName() + ":" + frame.getLineNumber();
    }

    @Override
    public void close() {
        recording.close();
    }
}
