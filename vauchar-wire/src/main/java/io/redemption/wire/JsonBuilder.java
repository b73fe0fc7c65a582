package io.redemption.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts tokens together to one value of a bounded number of nodes. Not thread-safe. */
final class JsonBuilder implements TokenSink {
    private final String path;
    private final int maxNodes;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable Json value;
    private int nodes;

    JsonBuilder(String path, int maxNodes) {
        this.path = path;
        this.maxNodes = maxNodes;
    }

    /** Whether the value is complete. */
    boolean done() {
        return value != null;
    }

    Json value() {
        if (value == null) {
            throw new UnreadableBodyException(path, "a whole JSON value");
        }
        return value;
    }

    @Override
    public void accept(JsonToken token, String text) {
        if (++nodes > maxNodes) {
            throw new UnreadableBodyException(path, "at most " + maxNodes + " names and values");
        }
        switch (token) {
            case START_OBJECT, START_ARRAY -> open.push(new Open());
            case FIELD_NAME -> top().name = text;
            case END_OBJECT -> add(new Json.Members(Collections.unmodifiableMap(open.pop().byName)));
            case END_ARRAY -> add(new Json.Items(Collections.unmodifiableList(open.pop().items)));
            case VALUE_STRING -> add(new Json.Text(text));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(new Json.Digits(text));
            case VALUE_TRUE, VALUE_FALSE -> add(new Json.Flag(token == JsonToken.VALUE_TRUE));
            case VALUE_NULL -> add(new Json.Nothing());
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IllegalArgumentException("token: " + token);
        }
    }

    private void add(Json json) {
        if (open.isEmpty()) {
            value = json;
        } else if (top().name != null) {
            top().byName.put(top().name, json);
        } else {
            top().items.add(json);
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
