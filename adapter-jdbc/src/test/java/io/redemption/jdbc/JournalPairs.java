package io.redemption.jdbc;

import io.redemption.port.BasketJournal;
import java.util.IdentityHashMap;
import java.util.Objects;

/** Journals of baskets, each with the journal of attempts that it ends with. */
final class JournalPairs {
    private final IdentityHashMap<BasketJournal, JdbcAttemptJournal> attempts = new IdentityHashMap<>();

    BasketJournal add(JdbcAttemptJournal journal) {
        BasketJournal baskets = JdbcBasketJournal.over(journal);
        attempts.put(baskets, journal);
        return baskets;
    }

    /** Closes what a user closes, and waits for it. */
    void close(BasketJournal baskets) {
        Attempts.done(Objects.requireNonNull(attempts.get(baskets)).closeAsync());
    }
}
