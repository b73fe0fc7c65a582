package io.redemption.tck;

import io.redemption.port.AttemptJournal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** All clauses of the contract of a journal. Each gets a new journal. */
final class JournalClauses {
    private JournalClauses() {}

    /** Proves a clause. Throws an {@link AssertionError} if the promise is broken. */
    @FunctionalInterface
    interface Proof {
        void run() throws Exception;
    }

    /** What a clause does with its journal. */
    @FunctionalInterface
    interface Use {
        void of(JournalUnderTest journal) throws Exception;
    }

    /** Returns the clauses by their sentences, in order. */
    static Map<String, Proof> all(
            Supplier<AttemptJournal> journals, Supplier<AttemptJournal> afterRestart, Duration timeout) {
        Map<String, Use> uses = new LinkedHashMap<>();
        new JournalOpeningClauses().addTo(uses);
        new JournalSettlingClauses().addTo(uses);
        new JournalReversalClauses().addTo(uses);
        new JournalDoubtClauses().addTo(uses);
        new JournalDecisionClauses().addTo(uses);
        new JournalRestartClauses().addTo(uses);
        Map<String, Proof> clauses = new LinkedHashMap<>();
        uses.forEach((sentence, use) -> clauses.put(sentence, () -> {
            try (JournalUnderTest journal = new JournalUnderTest(journals, afterRestart, timeout)) {
                use.of(journal);
            }
        }));
        return clauses;
    }
}
