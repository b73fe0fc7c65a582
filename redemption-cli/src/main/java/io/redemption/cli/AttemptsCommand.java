package io.redemption.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What support does with the attempts of a journal. */
@Command(
        name = "attempts",
        description = {
            "Looks into the attempts of a journal, settles those in doubt by what the issuer's lists show, and records "
                    + "what a person decides. Nothing is ever redeemed or reversed.",
            "The server that keeps the journal may be running."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        subcommands = {
            AttemptsListCommand.class,
            AttemptsShowCommand.class,
            AttemptsResolveCommand.class,
            AttemptsDecideCommand.class
        })
final class AttemptsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    AttemptsCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given (expected: list, show, resolve or decide)");
    }
}
