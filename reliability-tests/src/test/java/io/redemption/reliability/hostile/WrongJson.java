package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.redemption.model.Doubt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Answers whose body is not the one JSON object that was asked for. */
enum WrongJson implements WrongAnswer {
    NOT_JSON(
            Set.of(Doubt.ANSWER_UNREADABLE),
            (right, other, random) -> Answer.response(
                    200,
                    WrongAnswer.pick(
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
                            "callback(" + right.json() + ")"))),
    NO_OBJECT(
            Set.of(Doubt.ANSWER_UNREADABLE),
            (right, other, random) -> Answer.response(
                    200,
                    WrongAnswer.pick(
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
                            "[null]"))),
    WRONG_SHAPE(Set.of(Doubt.ANSWER_UNREADABLE, Doubt.CONTRADICTORY_ANSWER), (right, other, random) -> {
        String json = right.json();
        return Answer.response(
                200,
                WrongAnswer.pick(
                        random,
                        "[" + json + "," + json + "]",
                        "{\"data\":[" + json + "," + json + "]}",
                        "{\"data\":{\"data\":" + json + "}}",
                        "{\"redemption\":" + json + "}",
                        "[[" + json + "]]",
                        "{\"error\":{\"code\":\"refused\",\"message\":\"no\"}}"));
    }),
    NAME_TWICE(Set.of(Doubt.ANSWER_UNREADABLE), (right, other, random) -> {
        String wrong = WrongAnswer.pick(
                random,
                "\"user_id\":\"somebody\"",
                "\"value_used\":\"1.00\"",
                "\"transaction_id\":\"another\"",
                "\"id\":\"res-2\"",
                "\"us\\u0065r_id\":\"somebody\"");
        return Answer.response(200, "{" + wrong + "," + right.json().substring(1));
    }),
    SOMETHING_AFTER(
            Set.of(Doubt.ANSWER_UNREADABLE),
            (right, other, random) -> Answer.response(
                    200,
                    right.json()
                            + WrongAnswer.pick(
                                    random, "{}", "x", ",", "]", "0", "\u0000", other.json(), "//", "/**/"))),
    SOMETHING_BEFORE(
            Set.of(Doubt.ANSWER_UNREADABLE),
            (right, other, random) -> Answer.response(
                    200,
                    WrongAnswer.pick(random, "\u00ef\u00bb", "\u00fe\u00ff", ")]}',\n", "/**/", "{}", "\u0000")
                            + right.json())),
    BROKEN_TEXT(
            Set.of(Doubt.ANSWER_UNREADABLE),
            (right, other, random) -> right.with(
                            "note",
                            WrongAnswer.pick(
                                    random,
                                    "\"\u00c0\u00af\"",
                                    "\"\u00ed\u00a0\u0080\"",
                                    "\"\\ud800\"",
                                    "\"\u0080\"",
                                    "\"\n\"",
                                    "\"\\x\"",
                                    "\"" + "x".repeat(5000) + "\""))
                    .response()),
    TOO_DEEP_OR_WIDE(
            Set.of(Doubt.ANSWER_UNREADABLE),
            (right, other, random) -> right.with(
                            "note",
                            WrongAnswer.pick(
                                    random,
                                    "[".repeat(17) + "]".repeat(17),
                                    "[" + "0,".repeat(10_000) + "0]",
                                    "{\"" + "n".repeat(200) + "\":0}",
                                    "9".repeat(1000)))
                    .response()),
    PACKED(Set.of(Doubt.ANSWER_UNREADABLE), (right, other, random) -> {
        String packed = gzip(right.json());
        return Answer.response(
                200, packed, "Content-Encoding: " + WrongAnswer.pick(random, "gzip", "deflate", "br", "x-gzip"));
    });

    @SuppressWarnings("ImmutableEnumChecker") // A set by Set.of, and a function of its arguments.
    private final Recipe recipe;

    WrongJson(Set<Doubt> doubts, Maker maker) {
        this.recipe = new Recipe(doubts, maker);
    }

    @Override
    public Recipe recipe() {
        return recipe;
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
