package io.redemption.reliability.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Answers as text, one character for each byte. */
public final class AnswerTexts {
    private AnswerTexts() {}

    /**
     * A whole answer in order.
     *
     * @param status the HTTP status
     * @param json the body, in ASCII
     * @param fields more header fields, for example {@code Retry-After: 1}
     */
    public static String of(int status, String json, String... fields) {
        StringBuilder raw = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(status)
                .append(" Told\r\nContent-Type: application/json\r\n");
        for (String field : fields) {
            raw.append(field).append("\r\n");
        }
        return raw.append("Content-Length: ")
                .append(json.getBytes(UTF_8).length)
                .append("\r\n\r\n")
                .append(json)
                .toString();
    }

    /** Interim answers, which come before a real one. */
    public static String interim(int times) {
        return "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(times);
    }

    /** A redirect, which a client that handles money never follows. */
    public static String redirect(String location) {
        return of(303, "", "Location: " + location);
    }
}
