package io.redemption.server;

import io.redemption.model.AttemptId;
import io.redemption.model.Freshness;
import io.redemption.wire.VaucharQuery;
import org.jspecify.annotations.Nullable;

/**
 * A request whose head is validated and whose body is read. Holds secrets, so {@link #toString} shows nothing.
 *
 * @param merchant the authenticated merchant
 * @param query the decoded query
 * @param body the body; empty if there is none
 * @param attemptId the idempotency key, or {@code null} if none was sent
 * @param freshness whether the answer may come from a cache
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never modified
record ApiCall(
        Merchant merchant,
        VaucharQuery query,
        byte[] body,
        @Nullable AttemptId attemptId,
        Freshness freshness) {
    @Override
    public String toString() {
        return "Call";
    }
}
