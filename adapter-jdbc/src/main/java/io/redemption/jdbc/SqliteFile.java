package io.redemption.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file of a SQLite journal: on a local disk, readable by its owner only, and the same one all the time. */
final class SqliteFile {
    /** File systems on which several machines see one file, and locks or shared memory do not work as SQLite needs. */
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "afs",
            "afpfs",
            "ncpfs",
            "9p",
            "vboxsf",
            "davfs",
            "webdav",
            "ceph",
            "glusterfs",
            "lustre",
            "beegfs",
            "gpfs",
            "ocfs2",
            "gfs2");

    private static final Set<String> NETWORK_FUSE =
            Set.of("fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "fuse.ceph", "fuse.smbnetfs");

    private static final String OWNER_ONLY = "rw-------";

    private final Path path;
    private final @Nullable Object key;

    /** Stays: a new file may get the key of the removed one when that is not open any more. */
    private volatile boolean wasRemoved;

    private SqliteFile(Path path, @Nullable Object key) {
        this.path = path;
        this.key = key;
    }

    /**
     * Returns the file that a connection has open.
     *
     * @throws IllegalArgumentException if it has none, or one on a network file system
     */
    static SqliteFile of(Connection connection) throws SQLException {
        String name = "";
        try (Statement statement = connection.createStatement();
                ResultSet databases = statement.executeQuery("pragma database_list")) {
            while (databases.next()) {
                if ("main".equals(databases.getString("name"))) {
                    name = Objects.requireNonNullElse(databases.getString("file"), "");
                }
            }
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "journal database: SQLite in memory (expected: a file, which survives its process)");
        }
        Path path = Path.of(name);
        requireLocal(path);
        return new SqliteFile(path, keyOf(path));
    }

    Path path() {
        return path;
    }

    /** Throws if the file lies, or would lie, on a network file system. */
    static void requireLocal(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        try {
            Path existing = Files.exists(path) || folder == null ? path : folder;
            requireLocal(path, Files.getFileStore(existing).type());
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "journal " + path + ": its folder cannot be read, "
                            + unreadable.getClass().getSimpleName() + " (expected: a folder that exists)",
                    unreadable);
        }
    }

    /** Throws if a file system type is one of a network. */
    static void requireLocal(Path path, String type) {
        String name = type.toLowerCase(Locale.ROOT);
        if (NETWORK.contains(name) || NETWORK_FUSE.contains(name)) {
            throw new IllegalArgumentException("journal " + path + ": on the network file system " + type
                    + " (expected: a local disk, or a PostgreSQL database)");
        }
    }

    private static @Nullable Object keyOf(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException gone) {
            return null;
        }
    }

    /** Throws if the file was removed or replaced: what is written to a removed file is lost. */
    void requireUnchanged() throws SQLException {
        if (wasRemoved || !Files.exists(path) || !Objects.equals(key, keyOf(path))) {
            throw removed();
        }
    }

    /** Throws if a connection has another file open than the one that the journal began with. */
    void requireSameAs(SqliteFile first) throws SQLException {
        if (first.wasRemoved || !path.equals(first.path) || !Objects.equals(key, first.key)) {
            throw first.removed();
        }
    }

    private SQLException removed() {
        wasRemoved = true;
        return new SQLException(
                "journal " + path + ": the file was removed or replaced while the journal was open"
                        + " (expected: the same file; restore it and start anew)",
                null,
                1);
    }

    /** Leaves the file, and what SQLite keeps beside it, to its owner. */
    void restrict() {
        for (String suffix : new String[] {"", "-wal", "-shm"}) {
            Path file = path.resolveSibling(path.getFileName() + suffix);
            PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (view == null || !Files.exists(file)) {
                continue;
            }
            try {
                if (!PosixFilePermissions.toString(view.readAttributes().permissions())
                        .equals(OWNER_ONLY)) {
                    view.setPermissions(PosixFilePermissions.fromString(OWNER_ONLY));
                }
            } catch (IOException refused) {
                throw new IllegalStateException(
                        "journal " + file + ": its mode cannot be set to 0600, "
                                + refused.getClass().getSimpleName(),
                        refused);
            }
        }
    }

    /** Throws if there is no file. */
    static void requireExisting(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("journal " + path + ": no such file (expected: a journal that exists)");
        }
    }

    /** Creates the file, readable by its owner only, if it does not exist. */
    static void create(Path path) {
        requireLocal(path);
        if (Files.exists(path)) {
            return;
        }
        try {
            if (Files.getFileStore(path.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
            } else {
                Files.createFile(path);
            }
        } catch (java.nio.file.FileAlreadyExistsException another) {
            return; // another process was first
        } catch (IOException refused) {
            throw new IllegalArgumentException(
                    "journal " + path + ": cannot be created, "
                            + refused.getClass().getSimpleName()
                            + " (expected: a folder in which this process may write)",
                    refused);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
