package io.redemption.wire;

/**
 * What the bytes of a body are. The header field {@code Content-Type} is ignored, because PHP servers send JSON as
 * {@code text/html}.
 *
 * <p>The API answers with JSON, or with an empty body where its documents name none. A maintenance page, the 404 of any
 * web server or the page of a proxy is {@link #TEXT}, and proves nothing about a redemption. A byte order mark and
 * white space are ignored.
 */
public enum BodyKind {
    /** No bytes. */
    EMPTY("nothing"),
    /** One JSON object, as strict as every body is read. */
    JSON_OBJECT("a JSON object"),
    /** One JSON value of another type, such as an array. */
    JSON_OTHER("a JSON value that is no object"),
    /** Begins as a JSON object or array does, and cannot be read as one. */
    BROKEN_JSON("broken JSON"),
    /** Anything else, such as HTML. */
    TEXT("a text that is not JSON");

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String words;

    BodyKind(String words) {
        this.words = words;
    }

    /**
     * Returns the kind of a body. Never throws.
     *
     * @param body all its bytes
     * @return what they are
     */
    public static BodyKind of(byte[] body) {
        int from = start(body);
        if (from == body.length) {
            return EMPTY;
        }
        boolean structured = beginsAsJson(body[from]);
        if (!isJson(body, from)) {
            return structured ? BROKEN_JSON : TEXT;
        }
        return body[from] == '{' ? JSON_OBJECT : JSON_OTHER;
    }

    /**
     * Returns whether the API can have sent it with an error status: it is JSON or empty.
     *
     * @return whether it is
     */
    public boolean mayBeError() {
        return switch (this) {
            case EMPTY, JSON_OBJECT, JSON_OTHER -> true;
            case BROKEN_JSON, TEXT -> false;
        };
    }

    /**
     * Returns its name for a message, without any of its content.
     *
     * @return for example {@code a JSON object}
     */
    public String words() {
        return words;
    }

    /**
     * Returns whether a body can be a JSON object or array if this is its first byte after byte order mark and white
     * space.
     */
    static boolean beginsAsJson(byte first) {
        return first == '{' || first == '[';
    }

    private static int start(byte[] body) {
        int at = hasByteOrderMark(body) ? BYTE_ORDER_MARK.length : 0;
        while (at < body.length && isWhite(body[at])) {
            at++;
        }
        return at;
    }

    private static boolean hasByteOrderMark(byte[] body) {
        boolean has = body.length >= BYTE_ORDER_MARK.length;
        for (int i = 0; has && i < BYTE_ORDER_MARK.length; i++) {
            has = body[i] == BYTE_ORDER_MARK[i];
        }
        return has;
    }

    private static boolean isWhite(byte character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }

    private static boolean isJson(byte[] body, int from) {
        try (JsonTokenizer tokenizer = JsonTokenizer.ofBody((token, text) -> {})) {
            tokenizer.feed(body, from, body.length - from);
            tokenizer.end();
            return true;
        } catch (UnreadableBodyException e) {
            return false;
        }
    }
}
