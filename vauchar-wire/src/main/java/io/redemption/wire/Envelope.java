package io.redemption.wire;

import java.util.List;

/** The wrappers in which the API, and servers seen in practice, return objects. */
final class Envelope {
    static final int MAX_BYTES = 1 << 20;
    static final int MAX_LIST_BYTES = 8 << 20;
    static final int MAX_NODES = 10_000;
    static final int MAX_LIST_NODES = 500_000;

    private Envelope() {}

    /**
     * Returns the one object in a body: bare, or in {@code data}, or the only item of an array in one of these places.
     */
    static Fields one(byte[] body) {
        return one(JsonTokenizer.read(body, MAX_BYTES, MAX_NODES));
    }

    static Fields one(Json body) {
        Json json = body;
        String path = "";
        if (json instanceof Json.JsonObject members
                && !Fields.isAbsent(members.byName().get("data"))) {
            json = members.byName().getOrDefault("data", json);
            path = "data";
        }
        if (json instanceof Json.JsonArray items && items.list().size() == 1) {
            json = items.list().get(0);
            path += "[0]";
        }
        return Fields.of(path, json);
    }

    /** Returns the path of an item in a list. */
    static String item(boolean bare, long index) {
        return (bare ? "" : "data") + "[" + index + "]";
    }

    /** Returns the items of {@code data}, or of a bare array. */
    static List<Json> items(Json body) {
        if (body instanceof Json.JsonArray items) {
            return items.list();
        }
        if (Fields.of("", body).raw("data") instanceof Json.JsonArray items) {
            return items.list();
        }
        throw new UnreadableBodyException("data", "an array");
    }
}
