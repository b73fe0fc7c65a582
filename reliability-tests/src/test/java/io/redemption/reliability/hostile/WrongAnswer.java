package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.redemption.model.Doubt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * The ways in which a success can be none, each with the doubts that it may leave. What the client makes of it must be
 * one of these: never redeemed, because it is not, and never refused or failed, because it may be.
 */
enum WrongAnswer {
    WRONG_REDEMPTION_ID(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return right.with(
                            "id",
                            pick(random, "\"a/b\"", "\"\"", "null", "\"a b\"", "\"..\"", "{}", "[]", "true", "1.5"))
                    .response();
        }
    },
    NO_REDEMPTION_ID(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return right.without("id").response();
        }
    },
    WRONG_USER(Set.of(Doubt.ECHO_MISMATCH)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return right.with(
                            "user_id",
                            pick(random, "\"somebody\"", "\"0\"", "\"\"", "null", "7", "\" 123\"", "\"User\""))
                    .response();
        }
    },
    WRONG_TRANSACTION(Set.of(Doubt.ECHO_MISMATCH)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return right.with("transaction_id", pick(random, "\"another\"", "\"0\"", "1", "\"\\u0000\""))
                    .response();
        }
    },
    WRONG_VALUE(Set.of(Doubt.ECHO_MISMATCH)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return right.with(
                            "value_used", pick(random, "\"50.01\"", "5000", "0", "\"0.5\"", "\"\"", "null", "50.0001"))
                    .response();
        }
    },
    HOSTILE_VALUE(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return right.with(
                            "value_used",
                            pick(
                                    random,
                                    "1e400",
                                    "5e99",
                                    "-50",
                                    "\"NaN\"",
                                    "\"50,00\"",
                                    "\"+50+\"",
                                    "\"0x32\"",
                                    "9".repeat(39),
                                    "50." + "0".repeat(38),
                                    "\"\\uff15\\uff10\"",
                                    "1e9999999"))
                    .response();
        }
    },
    WRONG_PARENT(Set.of(Doubt.ECHO_MISMATCH)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            Answer orphan = right.without("coupon_id").without("voucher_id").without("gift_card_id");
            return orphan.with(pick(random, "coupon_id", "voucher_id", "gift_card_id"), "\"another\"")
                    .response();
        }
    },
    WRONG_TYPE(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return right.with("type", pick(random, "\"coupon\"", "\"Redemption\"", "\"validation\"", "[]", "{}", "0"))
                    .response();
        }
    },
    /** Without our own transaction id, which would show that it is ours whatever the clocks say. */
    WRONG_TIME(Set.of(Doubt.ECHO_OUT_OF_TIME)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return right.without("transaction_id")
                    .with("created", pick(random, "0", "1502473727", "253402300799", "\"4102444800\""))
                    .response();
        }
    },
    UNREADABLE_TIME(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return right.with(
                            "created",
                            pick(random, "-1", "1e99", "253402300800000", "\"2026-11-22\"", "\"1.5.5\"", "[]"))
                    .response();
        }
    },
    ANSWER_OF_ANOTHER_CALL(Set.of(Doubt.ECHO_MISMATCH)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return other.response();
        }
    },
    STRAY_ANSWER_BEFORE_OURS(Set.of(Doubt.ECHO_MISMATCH)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return other.response() + right.response();
        }
    },
    CUT_BODY(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            String whole = right.response();
            int body = whole.indexOf("\r\n\r\n") + 4;
            return whole.substring(0, body + random.nextInt(whole.length() - body));
        }
    },
    CUT_HEAD(Set.of(Doubt.NO_ANSWER)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            String whole = right.response();
            return whole.substring(0, random.nextInt(whole.indexOf("\r\n\r\n") + 3));
        }
    },
    CUT_CHUNKS(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            String json = right.json();
            return chunked(Integer.toHexString(json.length()) + "\r\n" + json
                    + pick(random, "", "\r\n", "\r\n0", "\r\n0\r\n"));
        }
    },
    BROKEN_CHUNKS(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            String json = right.json();
            return chunked(pick(random, "zz", "-1", "ffffffffff", "", "0x10", " ") + "\r\n" + json + "\r\n0\r\n\r\n");
        }
    },
    LENGTH_TOO_SMALL(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            String json = right.json();
            return Answer.head(200, "application/json") + "Content-Length: " + random.nextInt(json.length())
                    + "\r\n\r\n" + json;
        }
    },
    LENGTH_TOO_LARGE(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            String json = right.json();
            return Answer.head(200, "application/json") + "Content-Length: "
                    + (json.length() + 1 + random.nextInt(1000)) + "\r\n\r\n" + json;
        }
    },
    LENGTH_NONSENSE(Set.of(Doubt.NO_ANSWER, Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            String json = right.json();
            String length = "Content-Length: ";
            return Answer.head(200, "application/json")
                    + pick(
                            random,
                            length + "-1",
                            length + "1e3",
                            length + "0x10",
                            length + "5\r\n" + length + "6",
                            length + "+5")
                    + "\r\n\r\n" + json;
        }
    },
    NOT_JSON(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return Answer.response(
                    200,
                    pick(
                            random,
                            "<html><body>OK</body></html>",
                            "OK",
                            "id=res-1",
                            "",
                            " ",
                            "{",
                            "redemption",
                            "'" + right.json() + "'",
                            "{'id':'res-1'}",
                            "{id:\"res-1\"}",
                            "callback(" + right.json() + ")"));
        }
    },
    NO_OBJECT(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return Answer.response(
                    200,
                    pick(
                            random,
                            "null",
                            "true",
                            "0",
                            "1e400",
                            "[]",
                            "\"redemption\"",
                            "{}",
                            "[[]]",
                            "{\"data\":[]}",
                            "{\"data\":\"res-1\"}",
                            "[null]"));
        }
    },
    WRONG_SHAPE(Set.of(Doubt.ANSWER_UNREADABLE, Doubt.CONTRADICTORY_ANSWER)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            String json = right.json();
            return Answer.response(
                    200,
                    pick(
                            random,
                            "[" + json + "," + json + "]",
                            "{\"data\":[" + json + "," + json + "]}",
                            "{\"data\":{\"data\":" + json + "}}",
                            "{\"redemption\":" + json + "}",
                            "[[" + json + "]]",
                            "{\"error\":{\"code\":\"refused\",\"message\":\"no\"}}"));
        }
    },
    NAME_TWICE(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            String wrong = pick(
                    random,
                    "\"user_id\":\"somebody\"",
                    "\"value_used\":\"1.00\"",
                    "\"transaction_id\":\"another\"",
                    "\"id\":\"res-2\"",
                    "\"us\\u0065r_id\":\"somebody\"");
            return Answer.response(200, "{" + wrong + "," + right.json().substring(1));
        }
    },
    SOMETHING_AFTER(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return Answer.response(
                    200, right.json() + pick(random, "{}", "x", ",", "]", "0", "\u0000", other.json(), "//", "/**/"));
        }
    },
    SOMETHING_BEFORE(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return Answer.response(
                    200,
                    pick(random, "\u00ef\u00bb", "\u00fe\u00ff", ")]}',\n", "/**/", "{}", "\u0000") + right.json());
        }
    },
    BROKEN_TEXT(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return right.with(
                            "note",
                            pick(
                                    random,
                                    "\"\u00c0\u00af\"",
                                    "\"\u00ed\u00a0\u0080\"",
                                    "\"\\ud800\"",
                                    "\"\u0080\"",
                                    "\"\n\"",
                                    "\"\\x\"",
                                    "\"" + "x".repeat(5000) + "\""))
                    .response();
        }
    },
    TOO_DEEP_OR_WIDE(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return right.with(
                            "note",
                            pick(
                                    random,
                                    "[".repeat(17) + "]".repeat(17),
                                    "[" + "0,".repeat(10_000) + "0]",
                                    "{\"" + "n".repeat(200) + "\":0}",
                                    "9".repeat(1000)))
                    .response();
        }
    },
    PACKED(Set.of(Doubt.ANSWER_UNREADABLE)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            String packed = gzip(right.json());
            return Answer.response(200, packed, "Content-Encoding: " + pick(random, "gzip", "deflate", "br", "x-gzip"));
        }
    },
    REDIRECT(Set.of(Doubt.REDIRECTED)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            int status = List.of(300, 301, 302, 303, 304, 307, 308).get(random.nextInt(7));
            return status == 304
                    ? "HTTP/1.1 304 Told\r\n\r\n"
                    : Answer.response(
                            status,
                            right.json(),
                            "Location: " + pick(random, "/coupons", "//evil.example/x", "?again"));
        }
    },
    INTERIM_ONLY(Set.of(Doubt.NO_ANSWER, Doubt.UNEXPECTED_STATUS)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return ("HTTP/1.1 " + pick(random, "100 Continue", "103 Early Hints", "102 Processing") + "\r\n\r\n")
                    .repeat(1 + random.nextInt(8));
        }
    },
    TOO_MANY_INTERIM(Set.of(Doubt.NO_ANSWER, Doubt.UNEXPECTED_STATUS)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return ("HTTP/1.1 " + pick(random, "100 Continue", "103 Early Hints") + "\r\n\r\n")
                            .repeat(9 + random.nextInt(90))
                    + right.response();
        }
    },
    NOT_HTTP(Set.of(Doubt.NO_ANSWER, Doubt.UNEXPECTED_STATUS)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return pick(
                            random,
                            "",
                            "hello\r\n\r\n",
                            "HTTP/1.1\r\n\r\n",
                            "HTTP/1.1 abc OK\r\n\r\n",
                            "HTTP/2.0 200 OK\r\n\r\n",
                            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                            "200 OK\r\n\r\n",
                            "HTTP/1.1 1000 OK\r\n\r\n",
                            "\u0016\u0003\u0001")
                    + right.json();
        }
    },
    ERROR_WITH_A_RIGHT_BODY(Set.of(Doubt.UNEXPECTED_STATUS)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return Answer.response(
                    List.of(408, 418, 421, 425, 444, 499, 500, 502, 503, 504, 520, 599)
                            .get(random.nextInt(12)),
                    right.json());
        }
    },
    NO_CONTENT(Set.of(Doubt.ANSWER_UNREADABLE, Doubt.UNEXPECTED_STATUS)) {
        @Override
        String to(Answer right, Answer other, Random random) {
            return pick(
                    random,
                    "HTTP/1.1 204 Told\r\n\r\n",
                    Answer.response(202, ""),
                    Answer.response(201, ""),
                    Answer.response(206, ""));
        }
    };

    private static final Set<WrongAnswer> ENDED_BY_CLOSING = EnumSet.of(
            CUT_BODY, CUT_HEAD, CUT_CHUNKS, BROKEN_CHUNKS, LENGTH_TOO_LARGE, LENGTH_NONSENSE, INTERIM_ONLY, NOT_HTTP);

    @SuppressWarnings("ImmutableEnumChecker") // Each is made by Set.of.
    private final Set<Doubt> doubts;

    WrongAnswer(Set<Doubt> doubts) {
        this.doubts = doubts;
    }

    /**
     * The wrong answer, one character for each octet.
     *
     * @param right what would be right
     * @param other what would be right for another call
     */
    abstract String to(Answer right, Answer other, Random random);

    /** Whether it is over only when the connection is. */
    boolean endsByClosing() {
        return ENDED_BY_CLOSING.contains(this);
    }

    /** Whether this is what must be made of it. */
    boolean mayLeave(Doubt doubt) {
        return doubts.contains(doubt);
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String chunked(String body) {
        return Answer.head(200, "application/json") + "Transfer-Encoding: chunked\r\n\r\n" + body;
    }

    private static String gzip(String plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toString(ISO_8859_1);
    }
}
