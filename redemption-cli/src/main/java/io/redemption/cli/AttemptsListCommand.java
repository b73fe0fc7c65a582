package io.redemption.cli;

import io.redemption.jdbc.AttemptSelection;
import io.redemption.jdbc.RecordedAttempt;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the attempts of a journal. */
@Command(
        name = "list",
        description = "Lists attempts, the oldest first. Ids of gift cards are masked, and a journal keeps no users.",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        showDefaultValues = true)
final class AttemptsListCommand implements Callable<Integer> {
    @Mixin
    private final JournalArguments journal = new JournalArguments();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Which attempts: ${COMPLETION-CANDIDATES}. OPEN are those in doubt, decided or not.")
    private AttemptSelection state = AttemptSelection.OPEN;

    @Option(names = "--limit", paramLabel = "N", description = "The most attempts listed, 1 to 100000.")
    private int limit = 1_000;

    @Option(names = "--json", description = "Write one JSON object on each line.", showDefaultValue = Visibility.NEVER)
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    AttemptsListCommand() {}

    @Override
    public Integer call() {
        if (limit < 1 || limit > 100_000) {
            throw new CommandFailure("--limit: " + limit + " (expected: 1 to 100000)");
        }
        List<RecordedAttempt> found = journal.with(opened -> JournalArguments.all(opened, state, limit + 1));
        boolean isCut = found.size() > limit;
        List<RecordedAttempt> listed = new ArrayList<>(isCut ? found.subList(0, limit) : found);
        listed.sort(Comparator.comparing(RecordedAttempt::begunAt));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            listed.forEach(attempt -> out.println(AttemptJson.of(attempt, false)));
        } else {
            table(out, listed);
        }
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        err.println("redemption: " + Counts.of(listed.size(), "attempt")
                + (isCut ? ", and more (expected: a larger --limit)" : ""));
        err.flush();
        return 0;
    }

    private static void table(PrintWriter out, List<RecordedAttempt> listed) {
        if (listed.isEmpty()) {
            return;
        }
        String format = "%-36s  %-20s  %-28s  %12s  %-24s  %s%n";
        out.printf(format, "ATTEMPT", "STATE", "REDEEMABLE", "VALUE", "BEGUN", "WHY");
        for (RecordedAttempt each : listed) {
            out.printf(
                    format,
                    each.id(),
                    AttemptTexts.state(each),
                    AttemptTexts.orDash(each.redeemable()),
                    AttemptTexts.orDash(each.value()),
                    each.begunAt(),
                    AttemptTexts.why(each));
        }
    }
}
