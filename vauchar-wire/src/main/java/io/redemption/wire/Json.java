package io.redemption.wire;

import java.util.List;
import java.util.Map;

/** A JSON value as it was read. A number stays text until somebody has looked at its length and shape. Immutable. */
sealed interface Json {
    /** A string. */
    record Text(String value) implements Json {}

    /** A number, in the characters of the body. */
    record Digits(String value) implements Json {}

    /** {@code true} or {@code false}. */
    record Flag(boolean value) implements Json {}

    /** {@code null}. */
    record Nothing() implements Json {}

    /** An object, in the order of the body. */
    record Members(Map<String, Json> byName) implements Json {}

    /** An array. */
    record Items(List<Json> list) implements Json {}
}
