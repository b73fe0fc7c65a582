package io.redemption.jdbc;

import io.redemption.model.Ticket;
import io.redemption.port.ReversalState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of a reversal as it is stored. */
final class ReversalRow {
    static final int GONE = 1;
    static final int IN_DOUBT = 2;
    static final int STANDING = 3;

    private ReversalRow() {}

    static int state(ReversalState state) {
        return state.fold(gone -> GONE, doubt -> IN_DOUBT, standing -> STANDING);
    }

    static @Nullable String ticket(ReversalState state) {
        return state.<Optional<String>>fold(
                        gone -> Optional.empty(),
                        doubt -> Optional.of(doubt.ticket().encode()),
                        standing -> Optional.empty())
                .orElse(null);
    }

    static @Nullable String outcome(ReversalState state) {
        return state.<Optional<String>>fold(
                        gone -> Optional.empty(),
                        doubt -> Optional.empty(),
                        standing -> Optional.of(StoredOutcome.of(standing.redemption())))
                .orElse(null);
    }

    /**
     * Reads the state from columns of this name, this name with {@code _ticket} and with {@code _outcome}; {@code null}
     * if there is none.
     */
    static @Nullable ReversalState read(ResultSet row, String name) throws SQLException {
        int state = row.getInt(name);
        return switch (state) {
            case 0 -> null;
            case GONE -> new ReversalState.Gone();
            case IN_DOUBT -> new ReversalState.InDoubt(Ticket.decode(row.getString(name + "_ticket")));
            case STANDING -> new ReversalState.Standing(StoredOutcome.redemption(row.getString(name + "_outcome")));
            default -> throw new IllegalStateException("journal: the unknown state " + state + " of a reversal");
        };
    }
}
