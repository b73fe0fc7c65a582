package io.redemption.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Argument checks that name the value and what was expected, and masks for values that must not be printed. */
public final class Checks {
    private static final int MAX_IDENTIFIER = 128;

    private Checks() {}

    /**
     * Returns the value itself, or throws if it is {@code null}. Every record and builder uses it, so that the message
     * is the same.
     */
    public static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new NullPointerException(name + ": null (expected: a value)");
        }
        return value;
    }

    /** Returns an unmodifiable copy; throws if it would hold {@code null}. */
    public static <T> List<T> copied(String name, @Nullable List<? extends @Nullable T> values) {
        List<T> copy = new ArrayList<>();
        for (T value : required(name, values)) {
            // A name for each item would cost more than the copy.
            copy.add(value == null ? required(name + "[" + copy.size() + "]", value) : value);
        }
        return List.copyOf(copy);
    }

    /** Returns an unmodifiable copy; throws if it would hold {@code null}. */
    public static <T> Set<T> copied(String name, @Nullable Set<? extends @Nullable T> values) {
        Set<T> copy = new HashSet<>();
        for (T value : required(name, values)) {
            copy.add(required(name + " item", value));
        }
        return Set.copyOf(copy);
    }

    /** An unmodifiable copy, which holds no {@code null}. */
    public static <K, V> Map<K, V> copied(
            String name, @Nullable Map<? extends @Nullable K, ? extends @Nullable V> values) {
        Map<K, V> copy = new HashMap<>();
        required(name, values)
                .forEach((key, value) -> copy.put(required(name + " key", key), required(name + " value", value)));
        return Map.copyOf(copy);
    }

    /** Returns the identifier itself; throws if it is not one safe path segment. */
    public static String identifier(String name, String value, boolean secret) {
        if (value.isEmpty() || value.length() > MAX_IDENTIFIER) {
            throw new IllegalArgumentException(
                    name + ": " + mask(value) + " (expected: 1 to " + MAX_IDENTIFIER + " characters)");
        }
        for (int i = 0; i < value.length(); i++) {
            if (!isUnreserved(value.charAt(i))) {
                throw new IllegalArgumentException(
                        name + ": " + mask(value) + " (expected: only A-Z a-z 0-9 . _ ~ -, but position " + i + " is "
                                + (secret ? "another character" : escaped(value.charAt(i))) + ")");
            }
        }
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: not a dot segment)");
        }
        return value;
    }

    /**
     * Returns the text itself; throws if it is empty or longer than {@code max} UTF-16 units. The message never holds
     * the text.
     */
    public static String text(String name, String value, int max) {
        if (value.isEmpty() || value.length() > max) {
            throw new IllegalArgumentException(name + ": " + mask(value) + " (expected: 1 to " + max + " characters)");
        }
        return value;
    }

    /**
     * Throws if a value is outside a range, both ends included. The message shows the value, so it must not be a
     * secret.
     */
    public static <T extends Comparable<T>> void between(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw unexpected(name, value, least + " to " + most);
        }
    }

    /**
     * Returns the exception that names a value and what was expected. The message shows the value, so it must not be a
     * secret.
     */
    public static IllegalArgumentException unexpected(String name, Object value, String expected) {
        return new IllegalArgumentException(name + ": " + shown(value.toString()) + " (expected: " + expected + ")");
    }

    /** Returns the text that replaces a value which must not be printed: its length. */
    public static String mask(String value) {
        return "<" + value.length() + " characters>";
    }

    /** Returns the value in visible ASCII, cut at 64 characters, so that no input can forge a log line. */
    public static String shown(String value) {
        StringBuilder out = new StringBuilder(Math.min(value.length(), 64));
        for (int i = 0; i < value.length() && out.length() < 64; i++) {
            char c = value.charAt(i);
            out.append(c >= ' ' && c <= '~' ? String.valueOf(c) : escaped(c));
        }
        return value.length() > 64 ? out + "..." : out.toString();
    }

    private static String escaped(char c) {
        return c > ' ' && c <= '~' ? "'" + c + "'" : String.format("\\u%04x", (int) c);
    }

    /** Returns whether the text is one or more characters that RFC 3986 calls unreserved. */
    public static boolean isUnreserved(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isUnreserved((char) c));
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
