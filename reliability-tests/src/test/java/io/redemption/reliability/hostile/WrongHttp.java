package io.redemption.reliability.hostile;

import io.redemption.model.Doubt;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Answers that are wrong as HTTP: cut, misframed, redirected, or with another status. */
enum WrongHttp implements WrongAnswer {
    STRAY_ANSWER_BEFORE_OURS(
            Set.of(Doubt.ECHO_MISMATCH), (right, other, random) -> other.response() + right.response()),
    CUT_BODY(Set.of(Doubt.ANSWER_UNREADABLE), (right, other, random) -> {
        String whole = right.response();
        int body = whole.indexOf("\r\n\r\n") + 4;
        return whole.substring(0, body + random.nextInt(whole.length() - body));
    }),
    CUT_HEAD(Set.of(Doubt.NO_ANSWER), (right, other, random) -> {
        String whole = right.response();
        return whole.substring(0, random.nextInt(whole.indexOf("\r\n\r\n") + 3));
    }),
    CUT_CHUNKS(Set.of(Doubt.ANSWER_UNREADABLE), (right, other, random) -> {
        String json = right.json();
        return chunked(Integer.toHexString(json.length()) + "\r\n" + json
                + WrongAnswer.pick(random, "", "\r\n", "\r\n0", "\r\n0\r\n"));
    }),
    BROKEN_CHUNKS(Set.of(Doubt.ANSWER_UNREADABLE), (right, other, random) -> {
        String json = right.json();
        return chunked(
                WrongAnswer.pick(random, "zz", "-1", "ffffffffff", "", "0x10", " ") + "\r\n" + json + "\r\n0\r\n\r\n");
    }),
    LENGTH_TOO_SMALL(Set.of(Doubt.ANSWER_UNREADABLE), (right, other, random) -> {
        String json = right.json();
        return Answer.head(200, "application/json") + "Content-Length: " + random.nextInt(json.length()) + "\r\n\r\n"
                + json;
    }),
    LENGTH_TOO_LARGE(Set.of(Doubt.ANSWER_UNREADABLE), (right, other, random) -> {
        String json = right.json();
        return Answer.head(200, "application/json") + "Content-Length: " + (json.length() + 1 + random.nextInt(1000))
                + "\r\n\r\n" + json;
    }),
    LENGTH_NONSENSE(Set.of(Doubt.NO_ANSWER, Doubt.ANSWER_UNREADABLE), (right, other, random) -> {
        String json = right.json();
        String length = "Content-Length: ";
        return Answer.head(200, "application/json")
                + WrongAnswer.pick(
                        random,
                        length + "-1",
                        length + "1e3",
                        length + "0x10",
                        length + "5\r\n" + length + "6",
                        length + "+5")
                + "\r\n\r\n" + json;
    }),
    REDIRECT(Set.of(Doubt.REDIRECTED), (right, other, random) -> {
        int status = List.of(300, 301, 302, 303, 304, 307, 308).get(random.nextInt(7));
        return status == 304
                ? "HTTP/1.1 304 Told\r\n\r\n"
                : Answer.response(
                        status,
                        right.json(),
                        "Location: " + WrongAnswer.pick(random, "/coupons", "//evil.example/x", "?again"));
    }),
    INTERIM_ONLY(
            Set.of(Doubt.NO_ANSWER, Doubt.UNEXPECTED_STATUS),
            (right, other, random) -> ("HTTP/1.1 "
                            + WrongAnswer.pick(random, "100 Continue", "103 Early Hints", "102 Processing")
                            + "\r\n\r\n")
                    .repeat(1 + random.nextInt(8))),
    TOO_MANY_INTERIM(
            Set.of(Doubt.NO_ANSWER, Doubt.UNEXPECTED_STATUS),
            (right, other, random) ->
                    ("HTTP/1.1 " + WrongAnswer.pick(random, "100 Continue", "103 Early Hints") + "\r\n\r\n")
                                    .repeat(9 + random.nextInt(90))
                            + right.response()),
    NOT_HTTP(
            Set.of(Doubt.NO_ANSWER, Doubt.UNEXPECTED_STATUS),
            (right, other, random) -> WrongAnswer.pick(
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
                    + right.json()),
    ERROR_WITH_A_RIGHT_BODY(
            Set.of(Doubt.UNEXPECTED_STATUS),
            (right, other, random) -> Answer.response(
                    List.of(408, 418, 421, 425, 444, 499, 500, 502, 503, 504, 520, 599)
                            .get(random.nextInt(12)),
                    right.json())),
    NO_CONTENT(
            Set.of(Doubt.ANSWER_UNREADABLE, Doubt.UNEXPECTED_STATUS),
            (right, other, random) -> WrongAnswer.pick(
                    random,
                    "HTTP/1.1 204 Told\r\n\r\n",
                    Answer.response(202, ""),
                    Answer.response(201, ""),
                    Answer.response(206, "")));

    private static final Set<WrongHttp> ENDED_BY_CLOSING = EnumSet.of(
            CUT_BODY, CUT_HEAD, CUT_CHUNKS, BROKEN_CHUNKS, LENGTH_TOO_LARGE, LENGTH_NONSENSE, INTERIM_ONLY, NOT_HTTP);

    @SuppressWarnings("ImmutableEnumChecker") // A set by Set.of, and a function of its arguments.
    private final Recipe recipe;

    WrongHttp(Set<Doubt> doubts, Maker maker) {
        this.recipe = new Recipe(doubts, maker);
    }

    @Override
    public Recipe recipe() {
        return recipe;
    }

    @Override
    public boolean endsByClosing() {
        return ENDED_BY_CLOSING.contains(this);
    }

    private static String chunked(String body) {
        return Answer.head(200, "application/json") + "Transfer-Encoding: chunked\r\n\r\n" + body;
    }
}
