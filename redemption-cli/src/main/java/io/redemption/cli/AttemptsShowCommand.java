package io.redemption.cli;

import io.redemption.jdbc.RecordedAttempt;
import io.redemption.model.AttemptId;
import io.redemption.model.Decision;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one attempt of a journal. */
@Command(
        name = "show",
        description = "Shows an attempt: its state, the evidence of its doubt, and who decided what about it.",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        showDefaultValues = true)
final class AttemptsShowCommand implements Callable<Integer> {
    @Mixin
    private final JournalArguments journal = new JournalArguments();

    @Parameters(paramLabel = "ATTEMPT", description = "The id of the attempt.")
    private String attempt = "";

    @Option(names = "--json", description = "Write a JSON object.", showDefaultValue = Visibility.NEVER)
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    AttemptsShowCommand() {}

    @Override
    public Integer call() {
        AttemptId id = JournalArguments.attemptId(attempt);
        RecordedAttempt found = journal.with(opened -> JournalArguments.known(opened, id));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(AttemptJson.of(found, true));
        } else {
            print(out, found);
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, RecordedAttempt found) {
        line(out, "attempt", found.id());
        line(out, "state", AttemptTexts.state(found));
        line(out, "redeemable", AttemptTexts.orDash(found.redeemable()));
        line(out, "value", AttemptTexts.orDash(found.value()));
        line(out, "transaction", AttemptTexts.orDash(AttemptTexts.transaction(found)));
        line(out, "begun", found.begunAt());
        line(out, "changed", found.changedAt());
        AttemptTexts.inDoubt(found).ifPresent(ticket -> {
            line(out, "doubt", AttemptTexts.words(ticket.doubt()) + ", since " + ticket.doubtfulSince());
            line(out, "sent", Counts.of(ticket.sends(), "time") + ", first at " + ticket.sentAt());
        });
        if (found.handedOver() != null) {
            line(out, "handed over", AttemptTexts.words(found.handedOver()));
        }
        AttemptTexts.redemption(found)
                .ifPresent(redemption -> line(
                        out,
                        "redemption",
                        redemption.id() + ", " + AttemptTexts.orDash(redemption.value()) + ", at "
                                + redemption.createdAt()));
        for (Decision decision : found.decisions()) {
            line(
                    out,
                    "decision",
                    AttemptTexts.words(decision.outcome()) + ", by " + decision.by() + " at " + decision.at() + ": "
                            + decision.note());
        }
        AttemptTexts.contradiction(found)
                .ifPresent(decision -> line(
                        out,
                        "contradiction",
                        "decided as " + AttemptTexts.words(decision.outcome())
                                + ", and proof shows the opposite: check what was done because of the decision"));
    }

    private static void line(PrintWriter out, String name, Object value) {
        out.printf("%-14s%s%n", name, value);
    }
}
