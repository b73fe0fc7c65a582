package io.redemption.jdbc;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why a database cannot be used. */
final class ConnectFailure {
    private static final int MAX_CAUSES = 10;

    private ConnectFailure() {}

    static String sentence(@Nullable Path file, Throwable failed) {
        String what = file == null ? "journal database" : "journal " + file;
        if (isDriverMissing(failed)) {
            return what
                    + ": no JDBC driver for it (expected: org.xerial:sqlite-jdbc or org.postgresql:postgresql on the"
                    + " class path)";
        }
        if (isNativeLibrary(failed)) {
            return what + ": SQLite's native library cannot be loaded, perhaps because the folder for temporary files"
                    + " forbids execution (expected: -Dorg.sqlite.tmpdir=<a folder that allows it>)";
        }
        SQLException sql = failed instanceof SQLException thrown ? thrown : null;
        String state = sql == null || sql.getSQLState() == null ? "" : ", SQL state " + sql.getSQLState();
        return what + ": cannot be used, " + firstLine(failed) + state;
    }

    private static boolean isDriverMissing(Throwable failed) {
        return failed instanceof SQLException sql
                && "08001".equals(sql.getSQLState())
                && String.valueOf(sql.getMessage()).startsWith("No suitable driver");
    }

    private static boolean isNativeLibrary(Throwable failed) {
        Throwable cause = failed;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            // The driver reports it as "Error opening connection" and names the reason in its log only.
            if (cause instanceof LinkageError
                    || message.contains("native library")
                    || (message.contains("error opening connection") && cause.getCause() == null)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static String firstLine(Throwable failed) {
        String message = failed.getMessage();
        return message == null
                ? failed.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
