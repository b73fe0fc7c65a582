package io.redemption.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;

/**
 * Prints the demonstration line by line and counts unexpected results. Colours on a terminal only; otherwise plain
 * ASCII. Not thread-safe.
 */
final class DemoTable {
    private final PrintWriter out;
    private int lines;
    private int unexpected;

    DemoTable(PrintWriter out) {
        this.out = out;
    }

    void begin(String title) {
        out.println(title);
    }

    void section(String title) {
        out.println();
        out.println(styled("bold", title));
    }

    void note(String text) {
        out.println("  " + text);
        out.flush();
    }

    /** Runs one step and prints what it does, its result and whether that is expected. */
    void step(String what, String expected, Supplier<String> action) {
        lines++;
        String result = result(action);
        boolean asExpected = result.equals(expected);
        unexpected += asExpected ? 0 : 1;
        out.print(String.format("  %-52s %-30s ", what, result));
        out.println(asExpected ? styled("green", "ok") : styled("red", "WRONG, expected " + expected));
        out.flush();
    }

    /** Prints the summary. Returns whether every result was expected. */
    boolean end() {
        out.println();
        out.println(
                unexpected == 0
                        ? styled("green", lines + " steps, all as expected.")
                        : styled("red", unexpected + " of " + lines + " steps have an unexpected result."));
        out.flush();
        return unexpected == 0;
    }

    private static String result(Supplier<String> action) {
        try {
            return action.get();
        } catch (RuntimeException e) {
            return "failed: " + e.getMessage();
        }
    }

    private static String styled(String style, String text) {
        return Ansi.AUTO.string("@|" + style + " " + text + "|@");
    }
}
