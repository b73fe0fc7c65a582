package io.redemption.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the items and the count in the tokens of a list and hands over one item at a time. Not thread-safe. */
final class ListTokens implements TokenSink {
    private static final int MAX_COUNT_DIGITS = 18;

    private final Consumer<Fields> items;
    private final int maxItemNodes;
    private @Nullable JsonBuilder item;
    private @Nullable Long count;
    private @Nullable String href;
    private String member = "";
    private int depth;
    private boolean bare;
    private boolean listed;
    private boolean listing;
    private long seen;

    ListTokens(Consumer<Fields> items, int maxItemNodes) {
        this.items = items;
        this.maxItemNodes = maxItemNodes;
    }

    @Nullable
    Long count() {
        return count;
    }

    /** The list's link to itself, or {@code null} if it has none. */
    @Nullable
    String href() {
        return href;
    }

    long seen() {
        return seen;
    }

    /** Fails unless there was an array of items: an answer without one does not say that there are none. */
    void checkListed() {
        if (!listed) {
            throw new UnreadableBodyException("data", "an array");
        }
    }

    @Override
    public void accept(JsonToken token, String text) {
        if (listing) {
            inList(token, text);
        } else if (depth == 0) {
            begin(token);
        } else if (depth == 1 && token == JsonToken.FIELD_NAME) {
            member = text;
        } else if (depth == 1 && member.equals("data")) {
            listing = token == JsonToken.START_ARRAY;
            listed = listing;
            checkListed();
        } else {
            skip(token, text);
        }
    }

    private void begin(JsonToken token) {
        bare = token == JsonToken.START_ARRAY;
        listing = bare;
        listed = bare;
        depth = 1;
        if (!bare && token != JsonToken.START_OBJECT) {
            throw new UnreadableBodyException("body", "an object with a list in data, or a bare array");
        }
    }

    private void skip(JsonToken token, String text) {
        if (depth == 1 && member.equals("count") && !token.isStructEnd()) {
            count = countIn(text);
        }
        if (depth == 1 && member.equals("href") && token == JsonToken.VALUE_STRING) {
            href = text;
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    private void inList(JsonToken token, String text) {
        if (item == null && token == JsonToken.END_ARRAY) {
            listing = false;
            member = "";
            depth -= bare ? 1 : 0;
            return;
        }
        if (item == null) {
            item = new JsonBuilder(Envelope.item(bare, seen), maxItemNodes);
        }
        item.accept(token, text);
        if (item.done()) {
            items.accept(Fields.of(Envelope.item(bare, seen), item.value()));
            item = null;
            seen++;
        }
    }

    /** The count; one that cannot be read is none, because servers are known to tell a wrong one. */
    private static @Nullable Long countIn(String text) {
        boolean number = !text.isEmpty()
                && text.length() <= MAX_COUNT_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.valueOf(text) : null;
    }
}
