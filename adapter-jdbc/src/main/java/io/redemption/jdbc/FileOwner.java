package io.redemption.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a journal is the first one that has a SQLite file open, so that whoever held doubts in it before has ended. A
 * lock of the operating system on a file beside it says so, which a killed process loses. The file beside it is never
 * removed, because the next owner might lock another one of the same name. Thread-safe.
 */
final class FileOwner {
    /** The files owned by this process, in which a lock on a file is that of all. */
    private static final Set<Path> OWNED = ConcurrentHashMap.newKeySet();

    private final Path lockFile;
    private @Nullable FileChannel channel;

    FileOwner(Path file) {
        this.lockFile = file.toAbsolutePath().normalize().resolveSibling(file.getFileName() + "-lock");
    }

    /** Returns whether no other journal owns the file, and owns it from now on. */
    synchronized boolean claim() {
        if (channel != null) {
            return true;
        }
        if (!OWNED.add(lockFile)) {
            return false;
        }
        try {
            SqliteFile.create(lockFile);
            FileChannel opened = FileChannel.open(lockFile, StandardOpenOption.WRITE);
            FileLock lock = opened.tryLock();
            if (lock != null) {
                channel = opened;
                return true;
            }
            opened.close();
        } catch (IOException | RuntimeException unlockable) {
            // A file system without locks: doubts that an ended process held are free when their leases end.
        }
        OWNED.remove(lockFile);
        return false;
    }

    /** Owns it no longer. May be repeated. */
    synchronized void release() {
        FileChannel owned = channel;
        channel = null;
        if (owned != null) {
            try {
                owned.close();
            } catch (IOException gone) {
                // The operating system has dropped the lock with the file.
            }
            OWNED.remove(lockFile);
        }
    }
}
