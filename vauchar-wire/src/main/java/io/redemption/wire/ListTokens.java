package io.redemption.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds the items and the count in the tokens of a list and passes on one item at a time. Not thread-safe. */
final class ListTokens implements TokenSink {
    private final ItemSink items;
    private final int maxItemNodes;
    private final ValueBuilder item;
    private @Nullable Long count;
    private @Nullable String href;
    private @Nullable JsonBuilder failureMember;
    private @Nullable String failure;
    private boolean counted;
    private String member = "";
    private int depth;
    private boolean bare;
    private boolean listed;
    private boolean listing;
    private boolean inItem;
    private long seen;

    ListTokens(FlatObject flat, ItemSink items, int maxItemNodes) {
        this.items = items;
        this.item = new ValueBuilder(flat, () -> JsonBuilder.ofItem(path(), maxItemNodes));
        this.maxItemNodes = maxItemNodes;
    }

    @Nullable
    Long count() {
        return count;
    }

    /** Returns the list's link to itself, or {@code null} if it has none. */
    @Nullable
    String href() {
        return href;
    }

    /** Returns the path of the item that is read. */
    String path() {
        return Envelope.item(bare, seen);
    }

    long seen() {
        return seen;
    }

    /**
     * Fails unless there was an array of items and no failure was reported beside it. An answer without an array, or
     * with an error, does not prove that there are no items.
     */
    void checkListed() {
        if (failure != null) {
            throw new UnreadableBodyException(failure, "no failure beside a list");
        }
        if (!listed) {
            throw new UnreadableBodyException("data", "an array");
        }
    }

    @Override
    public void accept(JsonToken token, TokenText text) throws IOException {
        if (listing) {
            inList(token, text);
        } else if (depth == 0) {
            begin(token);
        } else if (depth == 1 && token == JsonToken.FIELD_NAME) {
            member = text.string();
        } else if (depth == 1 && member.equals("data")) {
            listing = token == JsonToken.START_ARRAY && !listed;
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

    private void skip(JsonToken token, TokenText text) throws IOException {
        if (depth == 1 && !token.isStructEnd() && ReportedFailure.mayBeReportedIn(member)) {
            failureMember = JsonBuilder.ofItem(member, maxItemNodes);
        }
        if (failureMember != null) {
            inFailureMember(failureMember, token, text);
        }
        if (depth == 1 && member.equals("count") && !token.isStructEnd()) {
            count = counted ? null : countIn(text.string());
            counted = true;
        }
        if (depth == 1 && member.equals("href") && token == JsonToken.VALUE_STRING) {
            href = text.string();
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    /** Treats a member that is too large to read as a failure. */
    private void inFailureMember(JsonBuilder building, JsonToken token, TokenText text) throws IOException {
        building.accept(token, text);
        if (building.done()) {
            if (!building.isReadable() || ReportedFailure.isReportedIn(member, building.value())) {
                failure = member;
            }
            failureMember = null;
        }
    }

    private void inList(JsonToken token, TokenText text) throws IOException {
        if (!inItem && token == JsonToken.END_ARRAY) {
            listing = false;
            member = "";
            depth -= bare ? 1 : 0;
            return;
        }
        inItem = true;
        item.accept(token, text);
        if (item.done()) {
            items.accept(item);
            item.clear();
            inItem = false;
            seen++;
        }
    }

    /** Returns the count, or {@code null} if it cannot be read, because some servers send a wrong one. */
    private static @Nullable Long countIn(String text) {
        Long number = Numbers.integer(text);
        return number == null || number < 0 ? null : number;
    }

    /** Receives one item at a time, readable or not. */
    @FunctionalInterface
    interface ItemSink {
        void accept(ValueBuilder item);
    }
}
