package io.redemption.wire;

import io.redemption.model.Code;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Searches a list of redeemables for a code in chunks, as they come from the network, and keeps the first that has it:
 * what it holds does not grow with the list. Nothing but the code of the others is looked at, and an item whose code
 * cannot be read does not have it. Not thread-safe.
 *
 * <p>Feed all chunks, then call {@link #end}. After a failure nothing more can be fed. {@link #close} gives the
 * parser's buffers back; {@code end} and a failure do so too.
 */
public final class RedeemableListReader implements AutoCloseable {
    private static final int MAX_ITEM_NODES = 500;

    private final RedeemableKind kind;
    private final Code code;
    private final ListTokens tokens = new ListTokens(this::item, MAX_ITEM_NODES);
    private final JsonTokenizer tokenizer = JsonTokenizer.ofList(tokens);
    private @Nullable RedeemableState found;

    private RedeemableListReader(RedeemableKind kind, Code code) {
        this.kind = kind;
        this.code = code;
    }

    /**
     * Searches a list.
     *
     * @param kind what its items are to be
     * @param code the code, compared character by character, without regard to blanks at the ends
     * @return a reader for one list
     */
    public static RedeemableListReader matching(RedeemableKind kind, Code code) {
        return new RedeemableListReader(kind, code);
    }

    /**
     * Reads the next chunk.
     *
     * @param chunk its remaining bytes, which are consumed; the buffer may be used again afterwards
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
     * @throws UnreadableBodyException if it is cut off or is no list
     */
    public @Nullable RedeemableState end() {
        tokenizer.end();
        tokens.checkListed();
        return found;
    }

    /** Gives up reading. May be called twice. */
    @Override
    public void close() {
        tokenizer.close();
    }

    private void item(String path, JsonBuilder item) {
        if (found == null && item.isReadable() && item.value() instanceof Json.JsonObject members && has(members)) {
            found = RedeemableFields.lenient(Fields.of(path, members), kind);
        }
    }

    /** A code that cannot be read is another one. */
    private boolean has(Json.JsonObject members) {
        Json told = members.byName().get(KindNames.of(kind).codeField);
        String text = told instanceof Json.JsonString string
                ? string.value()
                : told instanceof Json.JsonNumber digits ? digits.value() : "";
        try {
            return Code.of(text).equals(code);
        } catch (IllegalArgumentException noCode) {
            return false;
        }
    }
}
