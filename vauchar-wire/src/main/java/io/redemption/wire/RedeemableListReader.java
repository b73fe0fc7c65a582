package io.redemption.wire;

import io.redemption.model.Code;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Searches a list of redeemables for a code, chunk by chunk as the list arrives, and keeps the first that has it: its
 * memory does not grow with the list. Reads nothing but the code of the other items. An item whose code cannot be read
 * does not match. Not thread-safe.
 *
 * <p>Feed all chunks, then call {@link #end}. After a failure nothing more can be fed. {@link #close}, {@code end} and
 * a failure release the parser's buffers.
 */
public final class RedeemableListReader implements AutoCloseable {
    private static final int MAX_ITEM_NODES = 500;

    private final RedeemableKind kind;
    private final Code code;
    private final ListTokens tokens = new ListTokens(new FlatObject("", ""), this::item, MAX_ITEM_NODES);
    private final JsonTokenizer tokenizer = JsonTokenizer.ofList(tokens);
    private @Nullable RedeemableState found;

    private RedeemableListReader(RedeemableKind kind, Code code) {
        this.kind = kind;
        this.code = code;
    }

    /**
     * Creates a reader that searches one list.
     *
     * @param kind the expected kind of its items
     * @param code the code, compared character by character, except for leading and trailing blanks
     * @return a reader for one list
     */
    public static RedeemableListReader matching(RedeemableKind kind, Code code) {
        return new RedeemableListReader(kind, code);
    }

    /**
     * Reads the next chunk.
     *
     * @param chunk its remaining bytes, which are consumed; the buffer may be reused afterwards
     * @throws UnreadableBodyException if the list cannot be read
     */
    public void feed(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        tokenizer.feed(bytes, 0, bytes.length);
    }

    /**
     * Ends the list.
     *
     * @return the first redeemable with the code, or {@code null} if the list holds none
     * @throws UnreadableBodyException if it is incomplete or not a list
     */
    public @Nullable RedeemableState end() {
        tokenizer.end();
        tokens.checkListed();
        return found;
    }

    /** Stops reading. May be repeated. */
    @Override
    public void close() {
        tokenizer.close();
    }

    private void item(ValueBuilder value) {
        if (found != null) {
            return;
        }
        JsonBuilder item = value.tree();
        if (item.isReadable() && item.value() instanceof Json.JsonObject members && has(members)) {
            found = RedeemableFields.lenient(Fields.of(tokens.path(), members), kind);
        }
    }

    /** Returns whether an item has the code; one whose code cannot be read has another. */
    private boolean has(Json.JsonObject members) {
        Json json = members.byName().get(KindNames.of(kind).codeField);
        String text = json instanceof Json.JsonString string
                ? string.value()
                : json instanceof Json.JsonNumber number ? number.value() : "";
        try {
            return Code.of(text).equals(code);
        } catch (IllegalArgumentException noCode) {
            return false;
        }
    }
}
