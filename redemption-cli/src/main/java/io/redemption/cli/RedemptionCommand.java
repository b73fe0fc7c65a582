package io.redemption.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code redemption} command. Exit code 0 is success, 1 a result that is not the wanted one (a demonstration with
 * an unexpected result, an issuer that is not as it should be, doubts that stay, a difference), 2 a command that cannot
 * be carried out, with one line on the error stream.
 */
@Command(
        name = "redemption",
        description =
                "Redeems coupons, vouchers and gift cards, and reports each as redeemed, refused or unknown, never as "
                        + "a guess.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ProbeCommand.class,
            AttemptsCommand.class,
            ReconcileCommand.class
        })
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
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            // Scripts ask often, and to set up the whole command line takes most of the time.
            for (String line : new ProductVersion().getVersion()) {
                System.out.println(line);
            }
            return;
        }
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
        throw new ParameterException(
                spec.commandLine(), "no command given (expected: demo, serve, probe, attempts or reconcile)");
    }
}
