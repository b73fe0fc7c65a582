package io.redemption.examples;

import io.redemption.Redemptions;
import io.redemption.jdbc.JdbcAttemptJournal;
import io.redemption.jdbc.JdbcBasketJournal;
import io.redemption.port.RedemptionPort;
import java.nio.file.Path;

/** Baskets that survive a kill. */
final class DurableBaskets {
    private DurableBaskets() {}

    static int run(RedemptionPort port, Path file, byte[] key) {
        // example begins
        var attempts = JdbcAttemptJournal.sqlite(file).userKey(key).build(); // or builder(dataSource), see journal.md
        var shop = Redemptions.builder(port)
                .journal(attempts)
                .basketJournal(JdbcBasketJournal.over(attempts))
                .build();
        int undone = shop.recoverBaskets().toCompletableFuture().join(); // begins to undo them, in the background
        // example ends
        shop.close();
        attempts.close();
        return undone;
    }
}
