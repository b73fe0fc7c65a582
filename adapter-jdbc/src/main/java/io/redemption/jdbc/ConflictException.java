package io.redemption.jdbc;

import java.sql.SQLException;

/** A row changed between two statements of one group, which is written anew. */
final class ConflictException extends SQLException {
    private static final long serialVersionUID = 1;

    ConflictException(String what) {
        super(what);
    }
}
