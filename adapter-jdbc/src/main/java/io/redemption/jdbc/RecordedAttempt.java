package io.redemption.jdbc;

import io.redemption.internal.Checks;
import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.Decision;
import io.redemption.model.RedeemableId;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Ticket;
import io.redemption.port.AttemptState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as a {@link JdbcAttemptJournal} has recorded it, for people who look into it. Holds nothing of its user.
 * Immutable.
 *
 * @param id the attempt
 * @param state what is known of it
 * @param redeemable what it redeems; {@code null} if only its state is known, because another process made it
 * @param value what it redeems of it; {@code null} if none was asked for or it is not known
 * @param ticket what resolves it while it is open, otherwise {@code null}
 * @param begunAt when it was opened last, by the database's clock
 * @param changedAt when its state changed last, by the database's clock
 * @param handedOver why reading cannot settle it; {@code null} if that is not known
 * @param decisions what persons decided about it, the first one first, also about earlier openings
 */
public record RecordedAttempt(
        AttemptId id,
        AttemptState state,
        @Nullable RedeemableId redeemable,
        @Nullable Amount value,
        @Nullable Ticket ticket,
        Instant begunAt,
        Instant changedAt,
        @Nullable Obstacle handedOver,
        List<Decision> decisions) {
    /**
     * Checks the components and copies the list.
     *
     * @throws NullPointerException if one that is not nullable is missing
     */
    public RecordedAttempt {
        Checks.required("id", id);
        Checks.required("state", state);
        Checks.required("begunAt", begunAt);
        Checks.required("changedAt", changedAt);
        decisions = Checks.copied("decisions", decisions);
    }
}
