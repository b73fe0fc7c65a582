package io.redemption.wire;

import java.util.List;
import java.util.Map;

/** A JSON value as it was read. A number stays text until somebody has looked at its length and shape. Immutable. */
sealed interface Json {
    /** A string. */
    record JsonString(String value) implements Json {}

    /** A number, in the characters of the body. */
    record JsonNumber(String value) implements Json {}

    /** {@code true} or {@code false}. */
    record JsonBoolean(boolean value) implements Json {}

    /** {@code null}. */
    record JsonNull() implements Json {}

    /** An object, in the order of the body. */
    record JsonObject(Map<String, Json> byName) implements Json {}

    /** An array. */
    record JsonArray(List<Json> list) implements Json {}
}
