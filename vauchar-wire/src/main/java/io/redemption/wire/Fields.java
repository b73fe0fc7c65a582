package io.redemption.wire;

import io.redemption.model.Amount;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read leniently where real clients and servers deviate: a missing field, {@code null}
 * and {@code ""} are all absent, and a number may replace a string and the reverse. Anything else fails with the
 * field's path.
 */
final class Fields {
    private final String path;
    private final Json.JsonObject members;

    private Fields(String path, Json.JsonObject members) {
        this.path = path;
        this.members = members;
    }

    static Fields of(String path, Json json) {
        if (json instanceof Json.JsonObject members) {
            return new Fields(path, members);
        }
        throw new UnreadableBodyException(path.isEmpty() ? "body" : path, "one JSON object");
    }

    /** Returns the value as it was read, or {@code null} if it is missing. */
    @Nullable
    Json raw(String name) {
        return members.byName().get(name);
    }

    /** Returns a text, which may be written as an integer. */
    @Nullable
    String text(String name) {
        Json json = raw(name);
        if (json instanceof Json.JsonNumber number && !isInteger(number.value())) {
            throw unreadable(name, "a string, or a number without fraction and exponent");
        }
        return scalar(name, json);
    }

    private static boolean isInteger(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c != '-' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Returns a text, converted to a value whose factory checks it. */
    <T> @Nullable T value(String name, String expected, Function<String, T> reader) {
        String text = text(name);
        return text == null ? null : checked(name, expected, text, reader);
    }

    <T> T required(String name, String expected, Function<String, T> reader) {
        return readable(name, expected, value(name, expected, reader));
    }

    /** Returns money, written as a number or a string, with up to {@value Amount#MAX_DECIMALS} decimals. */
    @Nullable
    Amount amount(String name) {
        return amount(name, Amount.MAX_DECIMALS);
    }

    /** Returns money, written as a number or a string, of an issuer that keeps this number of decimals. */
    @Nullable
    Amount amount(String name, int decimals) {
        Json json = raw(name);
        String text = scalar(name, json);
        return text == null
                ? null
                : readable(name, Numbers.AMOUNT, Numbers.amount(text, json instanceof Json.JsonNumber, decimals));
    }

    /** Returns an integer, written as a number or a string. */
    @Nullable
    Long integer(String name, long min, long max) {
        String text = scalar(name, raw(name));
        if (text == null) {
            return null;
        }
        String expected = "an integer from " + min + " to " + max;
        long value = readable(name, expected, Numbers.integer(text));
        if (value < min || value > max) {
            throw unreadable(name, expected);
        }
        return value;
    }

    /** Returns a time from 1970 to the year 9999. */
    @Nullable
    Instant time(String name) {
        String text = scalar(name, raw(name));
        return text == null ? null : readable(name, Times.EXPECTED, Times.read(text));
    }

    /** Returns a time as {@link #time} does, but treats 0 as absent. */
    @Nullable
    Instant timeUnlessZero(String name) {
        Instant instant = time(name);
        return instant == null || instant.getEpochSecond() == 0 ? null : instant;
    }

    /** Returns an array; a missing one, {@code null} and {@code ""} are empty. */
    List<Json> items(String name) {
        Json json = raw(name);
        if (json instanceof Json.JsonArray items) {
            return items.list();
        }
        if (isAbsent(json)) {
            return List.of();
        }
        throw unreadable(name, "an array");
    }

    Fields object(String name) {
        Json json = raw(name);
        if (json == null) {
            throw unreadable(name, "one JSON object");
        }
        return of(pathOf(name), json);
    }

    /** Applies a factory of the model and replaces its message, which may quote the value. */
    <A, T> T checked(String name, String expected, A argument, Function<A, T> reader) {
        try {
            return reader.apply(argument);
        } catch (IllegalArgumentException e) {
            throw unreadable(name, expected);
        }
    }

    private <T> T readable(String name, String expected, @Nullable T value) {
        if (value == null) {
            throw unreadable(name, expected);
        }
        return value;
    }

    UnreadableBodyException unreadable(String name, String expected) {
        return new UnreadableBodyException(pathOf(name), expected);
    }

    String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static boolean isAbsent(@Nullable Json json) {
        return json == null
                || json instanceof Json.JsonNull
                || (json instanceof Json.JsonString text && text.value().isEmpty());
    }

    private @Nullable String scalar(String name, @Nullable Json json) {
        if (isAbsent(json)) {
            return null;
        }
        if (json instanceof Json.JsonString text) {
            return text.value();
        }
        if (json instanceof Json.JsonNumber number) {
            return number.value();
        }
        throw unreadable(name, "a string or a number");
    }
}
