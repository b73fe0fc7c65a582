package io.redemption.jdbc;

import java.sql.SQLException;

/** The server ended the wait for its standbys: what was committed may be lost with the server. */
final class NotReplicatedException extends SQLException {
    private static final long serialVersionUID = 1;

    NotReplicatedException(SQLException warning) {
        super("the commit was not confirmed by the standbys", warning.getSQLState(), warning);
    }
}
