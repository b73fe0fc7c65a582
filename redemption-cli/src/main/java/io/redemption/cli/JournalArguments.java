package io.redemption.cli;

import io.redemption.jdbc.AttemptSelection;
import io.redemption.jdbc.JdbcAttemptJournal;
import io.redemption.jdbc.RecordedAttempt;
import io.redemption.model.AttemptId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The arguments that say which journal is looked into. The process that works with it may be running. */
final class JournalArguments {
    private static final int PAGE = 1_000;

    @Option(
            names = "--journal",
            paramLabel = "PLACE",
            required = true,
            description =
                    "The journal, as serve keeps it: a file, a folder with a file for each merchant, or the URL of "
                            + "a PostgreSQL database, jdbc:postgresql:…. The server may be running.")
    private String journal = "";

    @Option(
            names = "--merchant",
            paramLabel = "ID",
            description = "Whose attempts, if the folder or the file of merchants has several.")
    private @Nullable String merchant;

    JournalArguments() {}

    @Nullable
    String merchant() {
        return merchant;
    }

    /**
     * Uses the journal and closes it.
     *
     * @throws CommandFailure if it cannot be opened or does not answer
     */
    <T> T with(Function<JdbcAttemptJournal, T> use) {
        JdbcAttemptJournal opened = new JournalPlace(journal).visit(merchant);
        try {
            return use.apply(opened);
        } finally {
            Await.end(opened.closeAsync());
        }
    }

    /** Returns the answer of the journal. */
    static <T> T answer(CompletionStage<T> stage) {
        try {
            return Await.end(stage);
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CommandFailure(
                    "--journal: it does not answer (" + cause.getClass().getSimpleName() + ")");
        }
    }

    /** Returns all attempts of a selection, up to a number. */
    static List<RecordedAttempt> all(JdbcAttemptJournal journal, AttemptSelection selection, int max) {
        List<RecordedAttempt> all = new ArrayList<>();
        AttemptId last = null;
        while (all.size() < max) {
            List<RecordedAttempt> page = answer(journal.recorded(selection, last, Math.min(PAGE, max - all.size())));
            if (page.isEmpty()) {
                break;
            }
            all.addAll(page);
            last = page.get(page.size() - 1).id();
        }
        return all;
    }

    /** Reads an attempt id. */
    static AttemptId attemptId(String typed) {
        try {
            return AttemptId.of(typed);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    /** Returns an attempt that the journal must know. */
    static RecordedAttempt known(JdbcAttemptJournal journal, AttemptId id) {
        return answer(journal.recorded(id))
                .orElseThrow(() -> new CommandFailure("attempt " + id + ": the journal does not know it"));
    }
}
