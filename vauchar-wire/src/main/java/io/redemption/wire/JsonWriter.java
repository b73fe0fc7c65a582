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

/** Writes one JSON value to bytes, in the API's ways of writing things. Not thread-safe. */
final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private JsonWriter(JsonGenerator json) {
        this.json = json;
    }

    /**
     * The bytes of what a body writes.
     *
     * @throws IllegalArgumentException if a text holds half of a surrogate pair, which UTF-8 cannot carry
     */
    static byte[] write(Body body) {
        Bytes bytes = new Bytes();
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            body.writeTo(new JsonWriter(generator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.written;
    }

    /** An object. */
    JsonWriter object(Body members) throws IOException {
        json.writeStartObject();
        members.writeTo(this);
        json.writeEndObject();
        return this;
    }

    /** A field that holds an object. */
    JsonWriter object(String name, Body members) throws IOException {
        json.writeFieldName(name);
        return object(members);
    }

    /** An array. */
    <T> JsonWriter array(Iterable<T> items, ItemBody<T> each) throws IOException {
        json.writeStartArray();
        for (T item : items) {
            each.writeTo(this, item);
        }
        json.writeEndArray();
        return this;
    }

    /** A field that holds an array. */
    <T> JsonWriter array(String name, Iterable<T> items, ItemBody<T> each) throws IOException {
        json.writeFieldName(name);
        return array(items, each);
    }

    /** A field that holds an array of texts. */
    JsonWriter texts(String name, Collection<String> items) throws IOException {
        return array(name, items, (out, item) -> out.json.writeString(wellFormed(name, item)));
    }

    /** A text; {@code ""} if it is absent. */
    JsonWriter text(String name, @Nullable Object value) throws IOException {
        json.writeStringField(name, value == null ? "" : wellFormed(name, value.toString()));
        return this;
    }

    /** A text; left out if it is absent. */
    JsonWriter textIfPresent(String name, @Nullable String value) throws IOException {
        return value == null ? this : text(name, value);
    }

    /** Money as a number with no more digits than it needs; left out if it is absent. */
    JsonWriter moneyIfPresent(String name, @Nullable Amount amount) throws IOException {
        if (amount != null) {
            BigDecimal number = amount.toBigDecimal().setScale(amount.decimals());
            json.writeFieldName(name);
            json.writeNumber(number.toPlainString());
        }
        return this;
    }

    /** A text; {@code null} if it is not known. */
    JsonWriter textOrNull(String name, @Nullable Object value) throws IOException {
        return value == null ? nullValue(name) : text(name, value);
    }

    /** An integer; {@code null} if it is not known. */
    JsonWriter integerOrNull(String name, @Nullable Long value) throws IOException {
        return value == null ? nullValue(name) : integer(name, value);
    }

    /** An integer. */
    JsonWriter integer(String name, long value) throws IOException {
        json.writeNumberField(name, value);
        return this;
    }

    /** Whole seconds since 1970; 0 if it is absent. */
    JsonWriter seconds(String name, @Nullable Instant instant) throws IOException {
        return integer(name, instant == null ? 0 : instant.getEpochSecond());
    }

    /** {@code null}. */
    JsonWriter nullValue(String name) throws IOException {
        json.writeNullField(name);
        return this;
    }

    private static String wellFormed(String name, String text) {
        if (!StrictUtf8.isWellFormed(text)) {
            throw new IllegalArgumentException(name + ": <" + text.length() + " characters> (expected: Unicode text, "
                    + "without half of a surrogate pair)");
        }
        return text;
    }

    /**
     * Takes what the generator writes. That collects in a buffer of its own, which is used again, and hands over a
     * small body in one piece.
     */
    private static final class Bytes extends OutputStream {
        private byte[] written = new byte[0];

        @Override
        public void write(byte[] bytes, int from, int length) {
            int before = written.length;
            written = Arrays.copyOf(written, before + length);
            System.arraycopy(bytes, from, written, before, length);
        }

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }
    }

    /** What writes itself. */
    @FunctionalInterface
    interface Body {
        void writeTo(JsonWriter out) throws IOException;
    }

    /** What writes one item of an array. */
    @FunctionalInterface
    interface ItemBody<T> {
        void writeTo(JsonWriter out, T item) throws IOException;
    }
}
