package io.redemption.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.redemption.model.RedeemableId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The notes on the redeemables that one merchant issued through the server, by id. The model has no field for them, so
 * they are added to the bodies that show these redeemables. Kept as long as the merchant. Thread-safe.
 */
final class Notes {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Note> byId = new ConcurrentHashMap<>();

    void put(Collection<RedeemableId> ids, Note note) {
        if (!note.equals(Note.NONE)) {
            ids.forEach(id -> byId.put(id.value(), note));
        }
    }

    /** Returns the answer with the notes of its redeemables added. */
    HttpAnswer addTo(HttpAnswer answer) {
        return byId.isEmpty() || answer.body().length == 0
                ? answer
                : new HttpAnswer(answer.status(), answer.headers(), noted(answer.body()), answer.executed());
    }

    private byte[] noted(byte[] body) {
        ByteArrayOutputStream noted = new ByteArrayOutputStream(body.length + 64);
        try (JsonParser in = JSON.createParser(body);
                JsonGenerator out = JSON.createGenerator(noted)) {
            copy(in, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return noted.toByteArray();
    }

    /** Copies JSON and adds the notes. In an object of the API the id comes before the noted members. */
    private void copy(JsonParser in, JsonGenerator out) throws IOException {
        Deque<Note> objects = new ArrayDeque<>();
        for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                objects.push(Note.NONE);
            } else if (token == JsonToken.END_OBJECT) {
                objects.pop();
            } else if (token == JsonToken.VALUE_STRING && "id".equals(in.currentName())) {
                objects.pop();
                objects.push(byId.getOrDefault(in.getText(), Note.NONE));
            } else if (token == JsonToken.FIELD_NAME && replaces(in, out, objects.element())) {
                continue;
            }
            out.copyCurrentEventExact(in);
        }
    }

    private static boolean replaces(JsonParser in, JsonGenerator out, Note note) throws IOException {
        String name = in.currentName();
        boolean tag = name.equals("tag");
        if (note.equals(Note.NONE) || !(tag || name.equals("metadata"))) {
            return false;
        }
        out.writeFieldName(name);
        if (tag) {
            out.writeString(note.tag());
        } else {
            out.writeRawValue(note.metadata());
        }
        in.nextToken();
        in.skipChildren();
        return true;
    }

    @Override
    public String toString() {
        return "Notes";
    }
}
