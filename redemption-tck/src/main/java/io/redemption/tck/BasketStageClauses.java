package io.redemption.tck;

import static io.redemption.tck.BasketJournalUnderTest.NAME;
import static io.redemption.tck.BasketJournalUnderTest.START;
import static io.redemption.tck.BasketJournalUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.BasketRecord;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.port.BasketJournal;
import io.redemption.port.BasketJournal.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The stages of a journal's calls. */
final class BasketStageClauses {
    private static final int APPENDS = 60;

    void addTo(Map<String, BasketJournalClauses.Use> clauses) {
        clauses.put("a wrong argument fails the stage, and nothing is thrown", this::refusesWrongArguments);
        clauses.put("a record whose stage is cancelled is appended as a whole or not at all", this::cancels);
        clauses.put("what one caller does with a stage does not concern another", this::ownStages);
    }

    private void refusesWrongArguments(BasketJournalUnderTest journal) throws InterruptedException {
        BasketJournal port = journal.port();
        for (String name : List.of("", "b".repeat(65), "a-b", "a b", "ü", "b\n")) {
            assertRefused(journal, "append", () -> port.append(name, START, 0));
            assertRefused(journal, "find", () -> port.find(name));
        }
        assertRefused(journal, "open baskets", () -> port.openBaskets(Duration.ofMillis(-1), 10));
        assertRefused(journal, "open baskets", () -> port.openBaskets(Duration.ofSeconds(Long.MAX_VALUE), 10));
        assertRefused(journal, "open baskets", () -> port.openBaskets(Duration.ZERO, 0));
        assertThat(journal.open()).isEmpty();
    }

    private static <T> void assertRefused(
            BasketJournalUnderTest journal, String what, Supplier<@Nullable CompletionStage<T>> call)
            throws InterruptedException {
        try {
            T answer = new CheckedStages(journal.timeout()).answer(what, call);
            throw new AssertionError(what + " answered " + answer + " (expected: a failed stage)");
        } catch (RedemptionException refused) {
            assertThat(refused.code()).as(what).isEqualTo(FailureCode.INVALID_ARGUMENT);
        }
    }

    private void cancels(BasketJournalUnderTest journal) {
        journal.appended(NAME, START, 0);
        List<BasketRecord> kept = new ArrayList<>(List.of(START));
        for (int i = 0; i < APPENDS; i++) {
            BasketRecord record = done(i % BasketRecord.MAX_STEPS);
            CompletionStage<Boolean> appending = journal.port().append(NAME, record, 1);
            boolean wasCancelled = i % 2 == 0 && appending.toCompletableFuture().cancel(false);
            if (!wasCancelled) {
                assertThat(journal.await(appending)).as("append " + i).isTrue();
                kept.add(record);
            }
        }

        Log log = journal.find(NAME);

        assertThat(log.epoch()).isEqualTo(1);
        assertThat(log.records()).containsSubsequence(kept).hasSizeBetween(kept.size(), APPENDS + 1);
        journal.appended(NAME, BasketJournalUnderTest.COMMITTED, 1);
        assertThat(journal.open()).isEmpty();
    }

    private void ownStages(BasketJournalUnderTest journal) {
        journal.appended(NAME, START, 0);
        Log foreign = new Log(77, List.of());
        for (int i = 0; i < APPENDS; i++) {
            CompletionStage<Log> first = journal.port().find(NAME);
            CompletionStage<Log> second = journal.port().find(NAME);
            CompletionStage<List<String>> listed = journal.port().openBaskets(Duration.ZERO, 10);
            CompletionStage<List<String>> listedAgain = journal.port().openBaskets(Duration.ZERO, 10);

            first.toCompletableFuture().obtrudeValue(foreign);
            listed.toCompletableFuture().obtrudeValue(List.of("other"));

            assertThat(journal.await(second)).isEqualTo(new Log(1, List.of(START)));
            assertThat(journal.await(listedAgain)).containsExactly(NAME);
        }
    }
}
