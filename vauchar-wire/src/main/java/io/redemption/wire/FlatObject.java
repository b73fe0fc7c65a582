package io.redemption.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The members of a redemption as the API writes it: one object of strings, numbers and {@code null}. They are put into
 * slots as they arrive, without a tree and without strings that nobody needs. Takes only what is certainly within the
 * limits of {@link JsonBuilder}; whoever feeds it passes everything else on to a builder. Reused for the items of a
 * list. Not thread-safe.
 */
final class FlatObject {
    static final int HREF = 0;
    static final int TYPE = 1;
    static final int ID = 2;
    static final int COUPON_ID = 3;
    static final int VOUCHER_ID = 4;
    static final int GIFT_CARD_ID = 5;
    static final int USER_ID = 6;
    static final int USER_EMAIL = 7;
    static final int USER_PHONE = 8;
    static final int TRANSACTION_ID = 9;
    static final int VALUE_USED = 10;
    static final int CUSTOMER_ID = 11;
    static final int TEAM_ID = 12;
    static final int CREATED = 13;

    private static final String[] NAMES = {
        "href",
        "type",
        "id",
        "coupon_id",
        "voucher_id",
        "gift_card_id",
        "user_id",
        "user_email",
        "user_phone",
        "transaction_id",
        "value_used",
        "customer_id",
        "team_id",
        "created"
    };

    private static final int KNOWN = 14;
    private static final int SLOTS = KNOWN + 4;
    private static final int NONE = -1;

    /** So short that all slots together are within the limit of an item. */
    private static final int MAX_TEXT = 2048;

    private static final int MAX_FIGURES = 24;

    private final String redeemable;
    private final String type;
    private final @Nullable JsonToken[] tokens = new @Nullable JsonToken[SLOTS];
    private final @Nullable String[] texts = new @Nullable String[SLOTS];
    private final char[] value = new char[MAX_FIGURES];
    private final char[] created = new char[MAX_FIGURES];
    private @Nullable String @Nullable [] others;
    private int valueLength;
    private int createdLength;
    private int unknown;
    private int current = NONE;
    private boolean begun;
    private boolean complete;

    /**
     * Creates an empty object.
     *
     * @param redeemable the id that nearly all items name; it is compared before a string is made of it
     * @param type the type that nearly all items have
     */
    FlatObject(String redeemable, String type) {
        this.redeemable = redeemable;
        this.type = type;
    }

    void clear() {
        Arrays.fill(tokens, null);
        Arrays.fill(texts, null);
        valueLength = 0;
        createdLength = 0;
        unknown = 0;
        current = NONE;
        begun = false;
        complete = false;
    }

    boolean isComplete() {
        return complete;
    }

    /** Takes a token and returns true, or returns false and is unchanged. */
    boolean accept(JsonToken token, TokenText text) throws IOException {
        if (!begun) {
            begun = token == JsonToken.START_OBJECT;
            return begun;
        }
        return switch (token) {
            case FIELD_NAME -> name(text.string());
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> text(token, text);
            case VALUE_NULL -> put(token, null);
            case END_OBJECT -> {
                complete = true;
                yield true;
            }
            default -> false;
        };
    }

    private boolean name(String name) {
        int slot = slotOf(name);
        if (slot == NONE) {
            slot = slotOfOther(name);
        }
        if (slot == NONE || tokens[slot] != null) {
            return false;
        }
        current = slot;
        return true;
    }

    private static int slotOf(String name) {
        return switch (name) {
            case "href" -> HREF;
            case "type" -> TYPE;
            case "id" -> ID;
            case "coupon_id" -> COUPON_ID;
            case "voucher_id" -> VOUCHER_ID;
            case "gift_card_id" -> GIFT_CARD_ID;
            case "user_id" -> USER_ID;
            case "user_email" -> USER_EMAIL;
            case "user_phone" -> USER_PHONE;
            case "transaction_id" -> TRANSACTION_ID;
            case "value_used" -> VALUE_USED;
            case "customer_id" -> CUSTOMER_ID;
            case "team_id" -> TEAM_ID;
            case "created" -> CREATED;
            default -> NONE;
        };
    }

    /** Returns a free slot for a member that the API does not document, or none. */
    private int slotOfOther(String name) {
        boolean wraps = name.equals("data");
        if (wraps
                || KNOWN + unknown == SLOTS
                || name.length() > JsonTokenizer.MAX_NAME
                || !StrictUtf8.isWellFormed(name)) {
            return NONE;
        }
        if (others == null) {
            others = new @Nullable String[SLOTS - KNOWN];
        }
        for (int i = 0; i < unknown; i++) {
            if (name.equals(others[i])) {
                return NONE;
            }
        }
        others[unknown] = name;
        return KNOWN + unknown++;
    }

    private boolean text(JsonToken token, TokenText text) throws IOException {
        int length = text.length();
        int max = token == JsonToken.VALUE_STRING ? MAX_TEXT : JsonTokenizer.MAX_NUMBER;
        if (length > max) {
            return false;
        }
        char[] characters = text.characters();
        int offset = text.offset();
        if (token == JsonToken.VALUE_STRING && hasSurrogate(characters, offset, length)) {
            return false;
        }
        if (current == VALUE_USED && length <= MAX_FIGURES) {
            System.arraycopy(characters, offset, value, 0, length);
            valueLength = length;
            return put(token, null);
        }
        if (current == CREATED && length <= MAX_FIGURES) {
            System.arraycopy(characters, offset, created, 0, length);
            createdLength = length;
            return put(token, null);
        }
        String expected = current == TYPE ? type : redeemable;
        boolean mayBeExpected = current == TYPE || (current >= COUPON_ID && current <= GIFT_CARD_ID);
        return put(
                token,
                mayBeExpected && isEqual(expected, characters, offset, length)
                        ? expected
                        : new String(characters, offset, length));
    }

    private boolean put(JsonToken token, @Nullable String text) {
        tokens[current] = token;
        texts[current] = text;
        return true;
    }

    private static boolean hasSurrogate(char[] characters, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (Character.isSurrogate(characters[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEqual(String text, char[] characters, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != characters[offset + i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a member that the API does not document could report a failure. */
    boolean mayReportFailure() {
        for (int i = 0; i < unknown; i++) {
            if (ReportedFailure.mayBeReportedIn(nameOf(KNOWN + i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a member can be read as a text by its characters: a string, an integer, or absent. */
    boolean isText(int slot) {
        return tokens[slot] != JsonToken.VALUE_NUMBER_FLOAT;
    }

    /** Returns the characters of a member, or {@code null} if it is missing, {@code null} or empty. */
    @Nullable
    String text(int slot) {
        String text = textOf(slot);
        return text.isEmpty() ? null : text;
    }

    /** Returns whether a member is missing, {@code null} or empty. */
    boolean isAbsent(int slot) {
        return slot == VALUE_USED
                ? valueLength == 0 && text(slot) == null
                : slot == CREATED ? createdLength == 0 && text(slot) == null : text(slot) == null;
    }

    /** Returns the value in ten-thousandths, or a negative number unless it is written as plain digits. */
    long plainValue() {
        return PlainFigures.tenThousandths(value, valueLength);
    }

    /** Returns the seconds of the creation, or a negative number unless they are written as plain digits. */
    long plainSeconds() {
        return PlainFigures.seconds(created, createdLength);
    }

    /** Repeats all tokens that were taken, but not necessarily in the same order. */
    void replay(BiConsumer<JsonToken, String> builder) {
        if (!begun) {
            return;
        }
        builder.accept(JsonToken.START_OBJECT, "");
        for (int slot = 0; slot < KNOWN + unknown; slot++) {
            JsonToken token = tokens[slot];
            if (token != null) {
                builder.accept(JsonToken.FIELD_NAME, nameOf(slot));
                builder.accept(token, textOf(slot));
            }
        }
        if (complete) {
            builder.accept(JsonToken.END_OBJECT, "");
        } else if (current != NONE && tokens[current] == null) {
            builder.accept(JsonToken.FIELD_NAME, nameOf(current));
        }
    }

    private String nameOf(int slot) {
        if (slot < KNOWN) {
            return NAMES[slot];
        }
        String name = others == null ? null : others[slot - KNOWN];
        return name == null ? "" : name;
    }

    private String textOf(int slot) {
        String text = texts[slot];
        if (text != null) {
            return text;
        }
        return slot == VALUE_USED
                ? new String(value, 0, valueLength)
                : slot == CREATED ? new String(created, 0, createdLength) : "";
    }
}
