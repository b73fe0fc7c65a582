package io.redemption.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells what is wrong in one line on the error stream: no usage, no stack trace. */
final class ShortErrors {
    private ShortErrors() {}

    static int onParameter(ParameterException exception, String[] arguments) {
        return tell(exception.getCommandLine(), String.valueOf(exception.getMessage()));
    }

    /** What a command throws it has either foreseen, as a {@link CommandFailure}, or not. */
    static int onExecution(Exception exception, CommandLine commandLine, ParseResult parsed) {
        return tell(
                commandLine,
                exception instanceof CommandFailure
                        ? String.valueOf(exception.getMessage())
                        : "unexpected " + exception.getClass().getName());
    }

    private static int tell(CommandLine commandLine, String message) {
        String line = message.replaceAll("\\p{Cntrl}+", " ");
        String help = commandLine.getCommandSpec().qualifiedName() + " --help";
        commandLine.getErr().println("redemption: " + line + " (see " + help + ")");
        commandLine.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }
}
