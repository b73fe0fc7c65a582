package io.redemption.cli;

import io.redemption.model.AttemptId;
import io.redemption.model.Decision;
import io.redemption.model.DecisionResult;
import io.redemption.port.TimeSource;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Records what a person decides about an attempt in doubt. */
@Command(
        name = "decide",
        description = {
            "Records what a person decides about an attempt in doubt, such as what the vendor's console shows. It is "
                    + "their word: later proof wins, and is reported when it shows the opposite.",
            "Exit code 1 if the attempt is not in doubt, or its call may still be under way; nothing is recorded then."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class AttemptsDecideCommand implements Callable<Integer> {
    @Mixin
    private final JournalArguments journal = new JournalArguments();

    @Parameters(paramLabel = "ATTEMPT", description = "The id of the attempt.")
    private String attempt = "";

    @Option(
            names = "--outcome",
            paramLabel = "redeemed|not-redeemed",
            required = true,
            converter = OutcomeConverter.class,
            description = "What is decided.")
    private Decision.Outcome outcome = Decision.Outcome.NOT_REDEEMED;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            required = true,
            description = "Who decides; at most " + Decision.MAX_NAME + " characters.")
    private String by = "";

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            required = true,
            description = "Why; at most " + Decision.MAX_NOTE + " characters on one line, without codes and without "
                    + "anything about the shopper.")
    private String note = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    AttemptsDecideCommand() {}

    @Override
    public Integer call() {
        AttemptId id = JournalArguments.attemptId(attempt);
        Decision decision = decision();
        DecisionResult result = journal.with(opened -> JournalArguments.answer(opened.decide(id, decision)));
        String said = switch (result) {
            case RECORDED -> "recorded as decided: " + AttemptTexts.words(outcome);
            case NOT_IN_DOUBT -> "not recorded: it is not in doubt, see attempts show";
            case UNDER_WAY -> "not recorded: it was begun within the last two minutes and may be under way";
            case NOT_KNOWN -> throw new CommandFailure("attempt " + id + ": the journal does not know it");
        };
        PrintWriter out = spec.commandLine().getOut();
        out.println("redemption: attempt " + id + ": " + said);
        out.flush();
        return result == DecisionResult.RECORDED ? 0 : 1;
    }

    private Decision decision() {
        try {
            return new Decision(outcome, by, note, TimeSource.system().now());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--by and --note: " + e.getMessage());
        }
    }

    /** Reads an outcome in any case. */
    static final class OutcomeConverter implements ITypeConverter<Decision.Outcome> {
        OutcomeConverter() {}

        @Override
        public Decision.Outcome convert(String typed) {
            return switch (typed.strip().toLowerCase(Locale.ROOT)) {
                case "redeemed" -> Decision.Outcome.REDEEMED;
                case "not-redeemed", "not_redeemed" -> Decision.Outcome.NOT_REDEEMED;
                default -> throw new TypeConversionException("expected redeemed or not-redeemed");
            };
        }
    }
}
