package io.redemption.cli;

import io.redemption.Redemptions;
import io.redemption.jdbc.AttemptSelection;
import io.redemption.jdbc.JdbcAttemptJournal;
import io.redemption.jdbc.RecordedAttempt;
import io.redemption.model.Decision;
import io.redemption.model.Decision.Outcome;
import io.redemption.model.RedemptionException;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Ticket;
import io.redemption.port.TimeSource;
import io.redemption.vauchar.VaucharConnection;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks for attempts in doubt at their issuer. */
@Command(
        name = "resolve",
        description = {
            "Looks for attempts in doubt at their issuer and records what is proven. It only reads: nothing is "
                    + "redeemed or reversed.",
            "Exit code 1 if a doubt stays."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        showDefaultValues = true)
final class AttemptsResolveCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final int MOST = 100_000;

    @Mixin
    private final JournalArguments journal = new JournalArguments();

    @Mixin
    private final IssuerArguments issuer = new IssuerArguments();

    @Parameters(
            paramLabel = "ATTEMPT",
            arity = "0..*",
            description = "The ids of the attempts. Default: all in doubt, handed over, decided or in reversal.")
    private List<String> attempts = new ArrayList<>();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "Look again for so long while it is too early to tell: 0 to 3600. A doubt that a killed "
                    + "process left needs about 100.")
    private int wait;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    AttemptsResolveCommand() {}

    /**
     * A doubt and what the last look came to.
     *
     * @param resolution still unknown before the first look
     */
    private record Looked(RecordedAttempt attempt, Ticket ticket, Resolution resolution) {
        boolean stays() {
            return resolution.fold(confirmed -> false, absent -> false, duplicate -> true, still -> true);
        }

        boolean isTooEarly() {
            return resolution.fold(
                    confirmed -> false,
                    absent -> false,
                    duplicate -> false,
                    still -> still.why() == Obstacle.TOO_EARLY);
        }
    }

    @Override
    public Integer call() {
        if (wait < 0 || wait > 3_600) {
            throw new CommandFailure("--wait: " + wait + " (expected: 0 to 3600 seconds)");
        }
        return journal.with(opened -> {
            try (VaucharConnection connection = issuer.connect(journal.merchant(), opened)) {
                return resolve(opened, connection.redemptions());
            }
        });
    }

    private int resolve(JdbcAttemptJournal opened, Redemptions redemptions) {
        PrintWriter err = spec.commandLine().getErr();
        List<Looked> doubts = doubts(opened);
        int total = doubts.size();
        List<Looked> ended = new ArrayList<>();
        long until = TimeSource.system().nanoTime() + TimeUnit.SECONDS.toNanos(wait);
        while (!doubts.isEmpty()) {
            List<Looked> again = new ArrayList<>();
            boolean isLast = TimeSource.system().nanoTime() - until >= 0;
            for (Looked each : doubts) {
                Looked now = look(redemptions, each);
                (now.isTooEarly() && !isLast ? again : ended).add(now);
                if (again.isEmpty() && (ended.size() % Math.max(1, total / 20) == 0 || ended.size() == total)) {
                    err.println("redemption: " + ended.size() + " of " + total + " looked into");
                    err.flush();
                }
            }
            doubts = again;
            if (!again.isEmpty()) {
                err.println(
                        "redemption: too early to tell of " + Counts.of(again.size(), "attempt") + ", looking again");
                err.flush();
                pause();
            }
        }
        return report(ended);
    }

    private List<Looked> doubts(JdbcAttemptJournal opened) {
        List<RecordedAttempt> found = new ArrayList<>();
        if (attempts.isEmpty()) {
            found.addAll(JournalArguments.all(opened, AttemptSelection.OPEN, MOST));
            found.addAll(JournalArguments.all(opened, AttemptSelection.IN_REVERSAL, MOST));
        } else {
            attempts.forEach(typed -> found.add(JournalArguments.known(opened, JournalArguments.attemptId(typed))));
        }
        return found.stream()
                .flatMap(attempt -> AttemptTexts.inDoubt(attempt)
                        .map(ticket ->
                                new Looked(attempt, ticket, new Resolution.StillUnknown(ticket, Obstacle.NOT_READABLE)))
                        .stream())
                .toList();
    }

    private static Looked look(Redemptions redemptions, Looked doubt) {
        try {
            return new Looked(
                    doubt.attempt(), doubt.ticket(), redemptions.blocking().resolve(doubt.ticket()));
        } catch (RedemptionException unread) {
            return doubt;
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(BETWEEN_LOOKS.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted; what was settled is recorded");
        }
    }

    private int report(List<Looked> looked) {
        PrintWriter out = spec.commandLine().getOut();
        int confirmed = 0;
        int absent = 0;
        int stay = 0;
        for (Looked each : looked) {
            out.println(each.attempt().id() + "  " + verdict(each));
            stay += each.stays() ? 1 : 0;
            confirmed += each.resolution().fold(is -> 1, no -> 0, duplicate -> 0, still -> 0);
            absent += each.resolution().fold(is -> 0, no -> 1, duplicate -> 0, still -> 0);
        }
        out.println("redemption: " + looked.size() + " in doubt: " + confirmed + " confirmed, " + absent + " absent, "
                + stay + " still in doubt");
        out.flush();
        return stay == 0 ? 0 : 1;
    }

    private static String verdict(Looked each) {
        String proof = each.resolution()
                .fold(
                        confirmed -> "confirmed: redemption "
                                + confirmed.redemption().id(),
                        absent -> "absent: nothing is redeemed",
                        duplicate -> "redeemed more than once: "
                                + duplicate.redemptions().stream()
                                        .map(redemption -> redemption.id().value())
                                        .toList()
                                + ", reverse all but one",
                        still -> "still in doubt: " + AttemptTexts.words(still.why())
                                + (still.found().isEmpty() ? "" : " " + still.found()));
        return isContradicted(each) ? proof + " (contradicts what was decided)" : proof;
    }

    private static boolean isContradicted(Looked each) {
        List<Decision> decisions = each.attempt().decisions();
        Decision last = decisions.isEmpty() ? null : decisions.get(decisions.size() - 1);
        return last != null
                && each.resolution()
                        .fold(
                                confirmed -> last.outcome() == Outcome.NOT_REDEEMED,
                                absent -> last.outcome() == Outcome.REDEEMED,
                                duplicate -> last.outcome() == Outcome.NOT_REDEEMED,
                                still -> false);
    }
}
