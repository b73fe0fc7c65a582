package io.redemption.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.IOException;

/**
 * Splits bytes, in chunks of any size, into the tokens of exactly one JSON value. Strict: UTF-8, with or without a byte
 * order mark, no duplicate names, no comments, nothing after the value, bounded depth, names, strings, numbers and
 * members. Every body is read by this class. Not thread-safe.
 *
 * <p>A list has wider limits, because one invalid item must not hide the others: {@link JsonBuilder} checks each item
 * for the narrow ones.
 */
final class JsonTokenizer implements AutoCloseable, TokenText {
    static final int MAX_DEPTH = 16;
    static final int MAX_TEXT = 4096;
    static final int MAX_NAME = 128;
    static final int MAX_NUMBER = 40;
    static final int MAX_MEMBERS = 256;
    static final String LIMITS =
            "one strict JSON value: no duplicate names, depth up to " + MAX_DEPTH + ", texts up to " + MAX_TEXT
                    + ", names up to " + MAX_NAME + ", numbers up to " + MAX_NUMBER + " characters";
    static final String NO_UNPAIRED_SURROGATE = "no unpaired surrogate";

    private static final int MAX_LIST_DEPTH = 64;
    private static final int MAX_LIST_TEXT = 1 << 20;
    private static final int MAX_LIST_NAME = 4096;
    private static final int MAX_LIST_NUMBER = 4096;

    private static final JsonFactory BODY =
            factory(MAX_DEPTH, MAX_TEXT, MAX_NAME, MAX_NUMBER).build();
    private static final JsonFactory UNBUILT_BODY = factory(MAX_DEPTH, MAX_TEXT, MAX_NAME, MAX_NUMBER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonFactory LIST = factory(MAX_LIST_DEPTH, MAX_LIST_TEXT, MAX_LIST_NAME, MAX_LIST_NUMBER)
            .build();

    private final TokenSink sink;
    private final StrictUtf8 utf8 = new StrictUtf8();
    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private final int[] members;
    private final boolean list;
    private JsonToken current = JsonToken.NOT_AVAILABLE;
    private int depth;
    private boolean complete;
    private boolean closed;

    private JsonTokenizer(TokenSink sink, JsonFactory limits, boolean list) {
        this.sink = sink;
        this.list = list;
        this.members = new int[(list ? MAX_LIST_DEPTH : MAX_DEPTH) + 2];
        try {
            this.parser = limits.createNonBlockingByteArrayParser();
        } catch (IOException e) {
            throw new IllegalStateException("the JSON parser could not be made", e);
        }
        this.feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    }

    private static JsonFactoryBuilder factory(int depth, int text, int name, int number) {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxStringLength(text)
                        .maxNameLength(name)
                        .maxNumberLength(number)
                        .build())
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES);
    }

    /** Creates a tokenizer for a list; the sink checks each item for the limits of a body. */
    static JsonTokenizer ofList(ListTokens sink) {
        return new JsonTokenizer(sink, LIST, true);
    }

    /** Creates a tokenizer for a body, whose sink need not reject duplicate names. */
    static JsonTokenizer ofBody(TokenSink sink) {
        return new JsonTokenizer(sink, UNBUILT_BODY, false);
    }

    /** Reads a whole body into a value of at most {@code maxNodes} nodes. The builder rejects duplicate names. */
    static Json read(byte[] body, int maxBytes, int maxNodes) {
        requireAtMost(body, maxBytes);
        JsonBuilder builder = JsonBuilder.ofBody(maxNodes);
        read(body, builder);
        return builder.value();
    }

    /** Reads a whole body into a sink that rejects duplicate names and too many nodes. */
    static void read(byte[] body, TokenSink sink) {
        try (JsonTokenizer tokenizer = new JsonTokenizer(sink, BODY, false)) {
            tokenizer.feed(body, 0, body.length);
            tokenizer.end();
        }
    }

    static void requireAtMost(byte[] body, int maxBytes) {
        if (body.length > maxBytes) {
            throw new UnreadableBodyException("body", "at most " + maxBytes + " bytes");
        }
    }

    /** Reads the next bytes. The array may be reused afterwards. */
    void feed(byte[] bytes, int from, int length) {
        if (closed) {
            throw new IllegalStateException("feed: after the end (expected: before end(), and not after a failure)");
        }
        if (length > 0) {
            guarded(() -> {
                utf8.accept(bytes, from, length);
                feeder.feedInput(bytes, from, from + length);
                drain();
            });
        }
    }

    /** Ends the input. Fails unless exactly one value was read. */
    void end() {
        if (closed) {
            throw new IllegalStateException("end: after the end (expected: once, and not after a failure)");
        }
        guarded(() -> {
            utf8.end();
            feeder.endOfInput();
            drain();
            if (!complete) {
                throw notJson();
            }
        });
        close();
    }

    @Override
    public void close() {
        closed = true;
        try {
            parser.close();
        } catch (IOException e) {
            throw new IllegalStateException("the JSON parser could not be closed", e);
        }
    }

    /** Runs a step and replaces the parser's messages, which quote the body. */
    private void guarded(Step step) {
        boolean done = false;
        try {
            step.run();
            done = true;
        } catch (IOException e) {
            throw notJson();
        } finally {
            if (!done) {
                close();
            }
        }
    }

    private void drain() throws IOException {
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.NOT_AVAILABLE;
                token = parser.nextToken()) {
            if (complete) {
                throw new UnreadableBodyException("body", "one JSON value and nothing after it");
            }
            measure(token);
            current = token;
            if (!list) {
                requireWellFormed(token);
            }
            sink.accept(token, this);
        }
    }

    private void measure(JsonToken token) {
        if (token.isStructStart()) {
            depth++;
            members[depth] = 0;
        } else if (token.isStructEnd()) {
            depth--;
        } else if (token == JsonToken.FIELD_NAME && ++members[depth] > MAX_MEMBERS && !list) {
            throw new UnreadableBodyException("body", "at most " + MAX_MEMBERS + " members in an object");
        }
        complete = depth == 0 && token != JsonToken.FIELD_NAME;
    }

    private void requireWellFormed(JsonToken token) throws IOException {
        boolean wellFormed = token == JsonToken.FIELD_NAME
                ? StrictUtf8.isWellFormed(parser.currentName())
                : token != JsonToken.VALUE_STRING || StrictUtf8.isWellFormed(characters(), offset(), length());
        if (!wellFormed) {
            throw new UnreadableBodyException("body", NO_UNPAIRED_SURROGATE);
        }
    }

    @Override
    public String string() throws IOException {
        return current == JsonToken.FIELD_NAME
                ? parser.currentName()
                : current == JsonToken.VALUE_STRING || current.isNumeric() ? parser.getText() : "";
    }

    @Override
    public char[] characters() throws IOException {
        return parser.getTextCharacters();
    }

    @Override
    public int offset() throws IOException {
        return parser.getTextOffset();
    }

    @Override
    public int length() throws IOException {
        return parser.getTextLength();
    }

    private static UnreadableBodyException notJson() {
        return new UnreadableBodyException("body", LIMITS);
    }

    /** A step that may find malformed JSON. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
