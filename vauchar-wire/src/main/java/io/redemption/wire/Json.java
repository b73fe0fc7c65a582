package io.redemption.wire;

import java.util.List;
import java.util.Map;

/** A JSON value as it was read. A number stays a text until its length and format are checked. Immutable. */
sealed interface Json {
    record JsonString(String value) implements Json {}

    /** A number, in the characters of the body. */
    record JsonNumber(String value) implements Json {}

    /** {@code true} or {@code false}. */
    record JsonBoolean(boolean value) implements Json {}

    /** {@code null}. */
    record JsonNull() implements Json {}

    record JsonObject(Map<String, Json> byName) implements Json {}

    record JsonArray(List<Json> list) implements Json {}
}
