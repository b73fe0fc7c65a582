package io.redemption.testing;

import java.util.ArrayList;
import java.util.List;

/** The difference of two lists in any order; an item that occurs twice counts twice. Immutable. */
record Difference<T>(List<T> missing, List<T> surplus) {
    static <T> Difference<T> between(List<T> expected, List<T> came) {
        return new Difference<>(less(expected, came), less(came, expected));
    }

    private static <T> List<T> less(List<T> from, List<T> taken) {
        List<T> rest = new ArrayList<>(from);
        taken.forEach(rest::remove);
        return List.copyOf(rest);
    }

    boolean isEmpty() {
        return missing.isEmpty() && surplus.isEmpty();
    }

    /** One line for each side that is not empty. */
    @Override
    public String toString() {
        return line("missing", missing) + line("not expected", surplus);
    }

    private static String line(String name, List<?> items) {
        return items.isEmpty() ? "" : System.lineSeparator() + "  " + name + ": " + items;
    }
}
