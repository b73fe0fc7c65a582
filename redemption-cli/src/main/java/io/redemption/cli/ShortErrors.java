package io.redemption.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints an error in one line on the error stream, without usage or stack trace. */
final class ShortErrors {
    private ShortErrors() {}

    static int onParameter(ParameterException exception, String[] arguments) {
        return print(exception.getCommandLine(), String.valueOf(exception.getMessage()));
    }

    /** Prints the message of a {@link CommandFailure}, and only the type of another exception. */
    static int onExecution(Exception exception, CommandLine commandLine, ParseResult parsed) {
        return print(
                commandLine,
                exception instanceof CommandFailure
                        ? String.valueOf(exception.getMessage())
                        : "unexpected " + exception.getClass().getName());
    }

    private static int print(CommandLine commandLine, String message) {
        String line = message.replaceAll("\\p{Cntrl}+", " ");
        String help = commandLine.getCommandSpec().qualifiedName() + " --help";
        commandLine.getErr().println("redemption: " + line + " (see " + help + ")");
        commandLine.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }
}
