package io.redemption.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.redemption.model.Amount;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes one JSON value to bytes, in the API's notation. Not thread-safe. */
final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private JsonWriter(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Returns the bytes that a body writes.
     *
     * @throws IllegalArgumentException if a text contains an unpaired surrogate, which UTF-8 cannot encode
     */
    static byte[] write(Body body) {
        Bytes bytes = new Bytes();
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            body.writeTo(new JsonWriter(generator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    JsonWriter object(Body members) throws IOException {
        json.writeStartObject();
        members.writeTo(this);
        json.writeEndObject();
        return this;
    }

    JsonWriter object(String name, Body members) throws IOException {
        json.writeFieldName(name);
        return object(members);
    }

    <T> JsonWriter array(Iterable<T> items, ItemBody<T> each) throws IOException {
        json.writeStartArray();
        for (T item : items) {
            each.writeTo(this, item);
        }
        json.writeEndArray();
        return this;
    }

    <T> JsonWriter array(String name, Iterable<T> items, ItemBody<T> each) throws IOException {
        json.writeFieldName(name);
        return array(items, each);
    }

    JsonWriter texts(String name, Collection<String> items) throws IOException {
        return array(name, items, (out, item) -> out.json.writeString(wellFormed(name, item)));
    }

    /** Writes a text; {@code ""} if it is absent. */
    JsonWriter text(String name, @Nullable Object value) throws IOException {
        json.writeStringField(name, value == null ? "" : wellFormed(name, value.toString()));
        return this;
    }

    /** Writes a text, if it is there. */
    JsonWriter textIfPresent(String name, @Nullable String value) throws IOException {
        return value == null ? this : text(name, value);
    }

    /** Writes money as a number with no more digits than it needs, if it is there. */
    JsonWriter moneyIfPresent(String name, @Nullable Amount amount) throws IOException {
        if (amount != null) {
            BigDecimal number = amount.toBigDecimal().setScale(amount.decimals());
            json.writeFieldName(name);
            json.writeNumber(number.toPlainString());
        }
        return this;
    }

    /** Writes a text; {@code null} if it is not known. */
    JsonWriter textOrNull(String name, @Nullable Object value) throws IOException {
        return value == null ? nullValue(name) : text(name, value);
    }

    /** Writes an integer; {@code null} if it is not known. */
    JsonWriter integerOrNull(String name, @Nullable Long value) throws IOException {
        return value == null ? nullValue(name) : integer(name, value);
    }

    JsonWriter integer(String name, long value) throws IOException {
        json.writeNumberField(name, value);
        return this;
    }

    /** Writes whole seconds since 1970; 0 if the time is absent. */
    JsonWriter seconds(String name, @Nullable Instant instant) throws IOException {
        return integer(name, instant == null ? 0 : instant.getEpochSecond());
    }

    JsonWriter nullValue(String name) throws IOException {
        json.writeNullField(name);
        return this;
    }

    private static String wellFormed(String name, String text) {
        if (!StrictUtf8.isWellFormed(text)) {
            throw new IllegalArgumentException(name + ": <" + text.length() + " characters> (expected: Unicode text, "
                    + "without an unpaired surrogate)");
        }
        return text;
    }

    /**
     * Receives what the generator writes. The generator has a reused buffer of its own and passes a small body on in
     * one piece.
     */
    private static final class Bytes extends OutputStream {
        private byte[] written = new byte[0];
        private int length;

        @Override
        public void write(byte[] bytes, int from, int count) {
            if (count > written.length - length) {
                // Doubled, because each piece of a long list would copy all before it again.
                written = Arrays.copyOf(written, length == 0 ? count : Math.max(2 * length, length + count));
            }
            System.arraycopy(bytes, from, written, length, count);
            length += count;
        }

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }

        byte[] toByteArray() {
            return length == written.length ? written : Arrays.copyOf(written, length);
        }
    }

    @FunctionalInterface
    interface Body {
        void writeTo(JsonWriter out) throws IOException;
    }

    @FunctionalInterface
    interface ItemBody<T> {
        void writeTo(JsonWriter out, T item) throws IOException;
    }
}
