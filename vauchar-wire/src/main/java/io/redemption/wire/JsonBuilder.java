package io.redemption.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds one value of a bounded number of nodes from tokens. Not thread-safe.
 *
 * <p>The item of a list has the same limits as a whole body. An item that exceeds them is read to its end and then is
 * unreadable, so that it does not hide the others.
 */
final class JsonBuilder implements TokenSink {
    private static final int MAX_CHARACTERS = 65_536;

    private final String path;
    private final int maxNodes;
    private final boolean item;
    private final Deque<Open> open = new ArrayDeque<>(4);
    private @Nullable Json value;
    private @Nullable String expected;
    private int depth;
    private int nodes;
    private int characters;

    private JsonBuilder(String path, int maxNodes, boolean item) {
        this.path = path;
        this.maxNodes = maxNodes;
        this.item = item;
    }

    /** Creates a builder of a whole body, which fails at the first error. */
    static JsonBuilder ofBody(int maxNodes) {
        return new JsonBuilder("body", maxNodes, false);
    }

    /** Creates a builder of an item, which fails when its value is requested. */
    static JsonBuilder ofItem(String path, int maxNodes) {
        return new JsonBuilder(path, maxNodes, true);
    }

    /** Returns whether the value is complete, readable or not. */
    boolean done() {
        return depth == 0 && nodes > 0;
    }

    /** Returns whether the complete value is within the limits. */
    boolean isReadable() {
        return value != null;
    }

    Json value() {
        if (value == null) {
            throw new UnreadableBodyException(path, expected == null ? "a whole JSON value" : expected);
        }
        return value;
    }

    @Override
    public void accept(JsonToken token, TokenText text) throws IOException {
        add(token, text.string());
    }

    /** Adds the next token, with its characters. */
    void add(JsonToken token, String text) {
        nodes++;
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (expected == null) {
            expected =
                    nodes > maxNodes ? "at most " + maxNodes + " names and values" : item ? limit(token, text) : null;
            if (expected == null) {
                build(token, text);
            }
        }
        if (expected != null) {
            open.clear();
            if (!item) {
                throw new UnreadableBodyException(path, expected);
            }
        }
    }

    /** Checks an item for the limits that the parser checks in a body. */
    private @Nullable String limit(JsonToken token, String text) {
        characters += text.length();
        int max = token == JsonToken.FIELD_NAME
                ? JsonTokenizer.MAX_NAME
                : token.isNumeric() ? JsonTokenizer.MAX_NUMBER : JsonTokenizer.MAX_TEXT;
        if (text.length() > max || characters > MAX_CHARACTERS || depth > JsonTokenizer.MAX_DEPTH) {
            return JsonTokenizer.LIMITS;
        }
        return StrictUtf8.isWellFormed(text) ? null : JsonTokenizer.NO_UNPAIRED_SURROGATE;
    }

    private void build(JsonToken token, String text) {
        switch (token) {
            case START_OBJECT, START_ARRAY -> open.push(new Open());
            case FIELD_NAME -> top().name = text;
            case END_OBJECT -> add(new Json.JsonObject(Collections.unmodifiableMap(open.pop().byName)));
            case END_ARRAY -> add(new Json.JsonArray(Collections.unmodifiableList(open.pop().items)));
            case VALUE_STRING -> add(new Json.JsonString(text));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(new Json.JsonNumber(text));
            case VALUE_TRUE, VALUE_FALSE -> add(new Json.JsonBoolean(token == JsonToken.VALUE_TRUE));
            case VALUE_NULL -> add(new Json.JsonNull());
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IllegalArgumentException("token: " + token);
        }
    }

    private void add(Json json) {
        if (open.isEmpty()) {
            value = json;
        } else if (top().name == null) {
            top().items.add(json);
        } else if (top().byName.put(top().name, json) != null) {
            expected = JsonTokenizer.LIMITS;
        }
    }

    private Open top() {
        return open.element();
    }

    /** An object or array that has begun. */
    private static final class Open {
        private final Map<String, Json> byName = new LinkedHashMap<>();
        private final List<Json> items = new ArrayList<>();
        private @Nullable String name;
    }
}
