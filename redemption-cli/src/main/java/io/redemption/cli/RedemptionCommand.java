package io.redemption.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code redemption} command. Exit code 0 is success, 1 a demonstration with an unexpected result or an issuer that
 * is not as it should be, 2 a command that cannot be carried out, with one line on the error stream.
 */
@Command(
        name = "redemption",
        description =
                "Redeems coupons, vouchers and gift cards, and reports each as redeemed, refused or unknown, never as "
                        + "a guess.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        subcommands = {DemoCommand.class, ServeCommand.class, ProbeCommand.class})
public final class RedemptionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    RedemptionCommand() {}

    /**
     * Runs the command and ends the process.
     *
     * @param arguments as typed
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new RedemptionCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(ShortErrors::onParameter)
                .setExecutionExceptionHandler(ShortErrors::onExecution);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given (expected: demo, serve or probe)");
    }
}
