package io.redemption.tck;

import io.redemption.port.BasketJournal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** All clauses of the contract of a journal of baskets. Each gets a new journal. */
final class BasketJournalClauses {
    private BasketJournalClauses() {}

    /** What a clause does with its journal. */
    @FunctionalInterface
    interface Use {
        void of(BasketJournalUnderTest journal) throws Exception;
    }

    /** Returns the clauses by their sentences, in order. */
    static Map<String, JournalClauses.Proof> all(
            Supplier<BasketJournal> journals,
            Supplier<BasketJournal> afterRestart,
            BasketJournalUnderTest.Closing closing,
            Duration timeout) {
        Map<String, Use> uses = new LinkedHashMap<>();
        new BasketAppendClauses().addTo(uses);
        new BasketFencingClauses().addTo(uses);
        new BasketFindingClauses().addTo(uses);
        new BasketRestartClauses().addTo(uses);
        new BasketStageClauses().addTo(uses);
        Map<String, JournalClauses.Proof> clauses = new LinkedHashMap<>();
        uses.forEach((sentence, use) -> clauses.put(sentence, () -> {
            try (BasketJournalUnderTest journal =
                    new BasketJournalUnderTest(journals, afterRestart, closing, timeout)) {
                use.of(journal);
            }
        }));
        return clauses;
    }
}
