package io.redemption.spring;

import io.redemption.jdbc.JdbcAttemptJournal;
import io.redemption.jdbc.JdbcAttemptJournalBuilder;
import io.redemption.jdbc.JdbcBasketJournal;
import io.redemption.port.AttemptJournal;
import io.redemption.port.BasketJournal;
import io.redemption.spring.RedemptionProperties.Journal;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Names the journal in a database, so that the rest can be loaded without its module. */
final class JdbcJournals {
    private JdbcJournals() {}

    static AttemptJournal open(DataSource dataSource, Journal journal) {
        if (journal.migrate()) {
            JdbcAttemptJournal.migrate(dataSource);
        }
        JdbcAttemptJournalBuilder builder = JdbcAttemptJournal.builder(dataSource);
        if (journal.userKey() != null) {
            builder.userKey(journal.userKey().getBytes(StandardCharsets.UTF_8));
        }
        if (journal.keepSettled() != null) {
            builder.keepSettled(journal.keepSettled());
        }
        return builder.build();
    }

    /** Returns the journal of baskets beside a journal of attempts, or {@code null} if that one is of another kind. */
    static @Nullable BasketJournal baskets(AttemptJournal attempts) {
        return attempts instanceof JdbcAttemptJournal journal ? JdbcBasketJournal.over(journal) : null;
    }
}
