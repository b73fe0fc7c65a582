package io.redemption.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.redemption.model.RedeemableKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The tag and metadata that the merchant gave a voucher or gift card when it was issued. No rule uses them. They can
 * hold names and addresses, so {@link #toString} shows nothing. Immutable.
 *
 * @param tag the tag; empty for none
 * @param metadata a JSON object, {@code {}} for none; only gift cards have it
 */
record Note(String tag, String metadata) {
    static final Note NONE = new Note("", "{}");

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads the note from the body of an issuing POST.
     *
     * @param body JSON that was already read as an issuing request
     * @return the note, or {@code null} if the metadata is not an object. {@code []} and {@code ""}, as PHP writes an
     *     empty object, count as none
     */
    static @Nullable Note read(RedeemableKind kind, byte[] body) {
        String tag = "";
        String metadata = "{}";
        try (JsonParser json = JSON.createParser(body)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("tag") && kind != RedeemableKind.COUPON && value != JsonToken.VALUE_NULL) {
                    tag = json.getText();
                } else if (name.equals("metadata") && kind == RedeemableKind.GIFT_CARD) {
                    metadata = object(json);
                }
                json.skipChildren();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return metadata.startsWith("{") ? new Note(tag, metadata) : null;
    }

    private static String object(JsonParser json) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(copy)) {
            out.copyCurrentStructureExact(json);
        }
        String text = copy.toString(UTF_8);
        return text.equals("[]") || text.equals("\"\"") || text.equals("null") ? "{}" : text;
    }

    @Override
    public String toString() {
        return "Note";
    }
}
