package io.redemption.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;

/**
 * The table that the demonstration prints line by line, and the count of what did not come out as expected. Colours
 * only on a terminal; otherwise plain ASCII. Not thread-safe.
 */
final class DemoTable {
    private final PrintWriter out;
    private int lines;
    private int surprises;

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

    /** Does one step and prints what was done, what came of it and whether that is what should. */
    void step(String what, String expected, Supplier<String> doing) {
        lines++;
        String result = result(doing);
        boolean asExpected = result.equals(expected);
        surprises += asExpected ? 0 : 1;
        out.print(String.format("  %-52s %-30s ", what, result));
        out.println(asExpected ? styled("green", "ok") : styled("red", "WRONG, expected " + expected));
        out.flush();
    }

    /** Prints the sum; true if there was no surprise. */
    boolean end() {
        out.println();
        out.println(
                surprises == 0
                        ? styled("green", lines + " steps, all as expected.")
                        : styled("red", surprises + " of " + lines + " steps came out otherwise."));
        out.flush();
        return surprises == 0;
    }

    private static String result(Supplier<String> doing) {
        try {
            return doing.get();
        } catch (RuntimeException e) {
            return "failed: " + e.getMessage();
        }
    }

    private static String styled(String style, String text) {
        return Ansi.AUTO.string("@|" + style + " " + text + "|@");
    }
}
