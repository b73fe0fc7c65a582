package io.redemption.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.cli.Reconciliation.Line;
import io.redemption.cli.Reconciliation.Result;
import io.redemption.jdbc.AttemptSelection;
import io.redemption.jdbc.JdbcAttemptJournal;
import io.redemption.jdbc.RecordedAttempt;
import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.Completeness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.vauchar.VaucharConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Compares a journal with the issuer's lists. */
@Command(
        name = "reconcile",
        description = {
            "Compares the redemptions of a journal with the issuer's lists, for a period by the issuer's clock. It "
                    + "only reads. A journal keeps no users, so that users are not compared, and forgets settled "
                    + "attempts after 24 hours, unless it was told to keep them: what it has forgotten is only theirs.",
            "The residual adds values without currencies, because a redemption of the API carries none.",
            "Exit code 1 unless everything was compared and agrees."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        showDefaultValues = true)
final class ReconcileCommand implements Callable<Integer> {
    private static final int PAGE = 100;
    private static final int MOST = 100_000_000;

    @Mixin
    private final JournalArguments journal = new JournalArguments();

    @Mixin
    private final IssuerArguments issuer = new IssuerArguments();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            converter = TimeConverter.class,
            description = "The beginning: a day in UTC, 2026-01-31, or an instant, 2026-01-31T12:00:00Z.")
    private Instant from = Instant.MIN;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            required = true,
            converter = TimeConverter.class,
            description = "The end, which does not belong to the period: a day, of which its beginning counts, or an "
                    + "instant.")
    private Instant to = Instant.MAX;

    @Option(
            names = "--known-only",
            description =
                    "Read the lists of those redeemables only that the journal redeemed in the period, not of all "
                            + "that the issuer has.",
            showDefaultValue = Visibility.NEVER)
    private boolean knownOnly;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write a line for each redemption to this file.")
    private @Nullable Path csv;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    private int cut;

    ReconcileCommand() {}

    @Override
    public Integer call() {
        if (!from.isBefore(to)) {
            throw new CommandFailure("--from: not before --to");
        }
        Reconciliation compared = journal.with(opened -> {
            try (VaucharConnection connection = issuer.connect(journal.merchant(), opened)) {
                return compare(opened, connection);
            }
        });
        if (csv != null) {
            write(csv, compared.lines());
        }
        report(compared);
        return compared.isBalanced() && cut == 0 ? 0 : 1;
    }

    private Reconciliation compare(JdbcAttemptJournal opened, VaucharConnection connection) {
        Reconciliation compared = new Reconciliation(from, to);
        List<RecordedAttempt> redeemed = JournalArguments.all(opened, AttemptSelection.REDEEMED, MOST);
        redeemed.forEach(compared::add);
        JournalArguments.all(opened, AttemptSelection.OPEN, MOST).forEach(compared::add);
        redeemed.stream()
                .map(RecordedAttempt::begunAt)
                .min(Comparator.naturalOrder())
                .filter(oldest -> oldest.isAfter(from))
                .ifPresent(oldest -> progress("the oldest redemption that the journal knows began at " + oldest));
        Set<RedeemableId> redeemables = new LinkedHashSet<>(compared.redeemables());
        if (!knownOnly) {
            for (RedeemableKind kind : RedeemableKind.values()) {
                addAll(connection, kind, redeemables);
            }
        }
        int done = 0;
        for (RedeemableId redeemable : redeemables) {
            compared.compare(redeemable, listed(connection, redeemable));
            done++;
            if (done % Math.max(1, redeemables.size() / 20) == 0 || done == redeemables.size()) {
                progress(done + " of " + redeemables.size() + " lists compared");
            }
        }
        return compared;
    }

    private void progress(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("redemption: " + text);
        err.flush();
    }

    private static void addAll(VaucharConnection connection, RedeemableKind kind, Set<RedeemableId> redeemables) {
        try {
            String cursor = null;
            do {
                CataloguePage page =
                        Await.end(connection.catalogue().catalogue(new CatalogueQuery(kind, cursor, PAGE)));
                page.items().forEach(item -> redeemables.add(item.redeemable().id()));
                cursor = page.nextCursor();
            } while (cursor != null);
        } catch (CompletionException e) {
            throw new CommandFailure("--upstream: its list of " + AttemptTexts.words(kind) + "s cannot be read ("
                    + reason(e.getCause()) + "; expected: a list, or --known-only)");
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return cause instanceof RedemptionException known
                ? AttemptTexts.words(known.code())
                : String.valueOf(cause == null ? null : cause.getClass().getSimpleName());
    }

    private @Nullable List<Redemption> listed(VaucharConnection connection, RedeemableId redeemable) {
        try {
            List<Redemption> all = new ArrayList<>();
            String cursor = null;
            do {
                HistoryQuery query = HistoryQuery.ALL_FROM_ISSUER;
                RedemptionHistory part = connection
                        .redemptions()
                        .blocking()
                        .history(redeemable, cursor == null ? query : query.after(cursor))
                        .orElse(null);
                if (part == null) {
                    return all; // the issuer knows no such redeemable, and so no redemption of it
                }
                all.addAll(part.redemptions());
                cursor = part.nextCursor();
                cut += part.completeness() == Completeness.CUT && cursor == null ? 1 : 0;
            } while (cursor != null);
            return all;
        } catch (RedemptionException unread) {
            progress(redeemable + ": its list cannot be read (" + AttemptTexts.words(unread.code()) + ")");
            cut++;
            return null;
        }
    }

    private void report(Reconciliation compared) {
        PrintWriter out = spec.commandLine().getOut();
        for (Line line : compared.lines()) {
            if (line.result() != Result.MATCHED) {
                out.println(AttemptTexts.words(line.result()) + ": " + line.redeemable() + " redemption "
                        + line.redemption() + " at " + line.createdAt()
                        + (line.attempt() == null
                                ? ""
                                : ", attempt " + line.attempt().id())
                        + (line.field() == null ? "" : ", " + line.field())
                        + ": ours " + AttemptTexts.orDash(line.ours()) + ", theirs "
                        + AttemptTexts.orDash(line.theirs())
                        + (line.note().isEmpty() ? "" : " (" + line.note() + ")"));
            }
        }
        out.println("redemption: " + compared.count(Result.MATCHED) + " matched, " + compared.count(Result.ONLY_OURS)
                + " only ours, " + compared.count(Result.ONLY_THEIRS) + " only theirs, "
                + compared.count(Result.DIFFERING) + " differing, " + compared.count(Result.NOT_COMPARED)
                + " not compared; residual "
                + compared.residual().toPlainString() + " (ours less theirs)");
        if (compared.withoutValue() > 0) {
            out.println("redemption: " + Counts.of(compared.withoutValue(), "redemption")
                    + " without a value in the journal or the list, compared without it");
        }
        if (cut > 0) {
            out.println("redemption: " + Counts.of(cut, "list") + " of the issuer could not be read to the end");
        }
        out.flush();
    }

    private static void write(Path file, List<Line> lines) {
        StringBuilder text =
                new StringBuilder("result,kind,redeemable,redemption,created,attempt,field,ours,theirs,note\n");
        for (Line line : lines) {
            RecordedAttempt attempt = line.attempt();
            String shown = line.redeemable().toString();
            text.append(String.join(
                            ",",
                            cell(AttemptTexts.words(line.result())),
                            cell(AttemptTexts.words(line.redeemable().kind())),
                            cell(shown.substring(shown.indexOf(':') + 1)),
                            cell(line.redemption().value()),
                            cell(line.createdAt().toString()),
                            cell(attempt == null ? "" : attempt.id().value()),
                            cell(line.field() == null ? "" : line.field()),
                            cell(line.ours() == null ? "" : line.ours()),
                            cell(line.theirs() == null ? "" : line.theirs()),
                            cell(line.note())))
                    .append('\n');
        }
        try {
            Files.writeString(file, text, UTF_8);
        } catch (IOException e) {
            throw new CommandFailure(
                    "--csv: " + file + " cannot be written (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Quotes a cell where it must be, and disarms what a spreadsheet would calculate. */
    static String cell(String text) {
        String safe = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return safe.matches("[^\",\r\n]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    /** Reads a day in UTC, or an instant. */
    static final class TimeConverter implements ITypeConverter<Instant> {
        TimeConverter() {}

        @Override
        public Instant convert(String typed) {
            String text = typed.strip();
            try {
                return text.length() == "2026-01-31".length()
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("expected a day, 2026-01-31, or an instant, 2026-01-31T12:00:00Z");
            }
        }
    }
}
