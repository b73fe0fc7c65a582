package io.redemption.reliability.hostile;

import java.io.IOException;

/** Answers in one piece whose JSON is deep, wide or enormous. */
enum JsonBomb implements Bomb {
    DEEP_JSON(Fuse.REDEEM, line -> line.say(Answer.response(200, "[".repeat(1_000_000)))),
    DEEP_OBJECTS(Fuse.LOOKUP, line -> line.say(Answer.response(200, "{\"a\":".repeat(200_000)))),
    WIDE_JSON(Fuse.REDEEM, line -> line.say(Answer.response(200, "[" + "[],".repeat(349_000) + "0]"))),
    MANY_NAMES(Fuse.LOOKUP, line -> {
        StringBuilder names = new StringBuilder("{");
        for (int i = 0; names.length() < 1_000_000; i++) {
            names.append('"').append(Integer.toString(i, 36)).append("\":0,");
        }
        line.say(Answer.response(200, names + "\"z\":0}"));
    }),
    ENORMOUS_NUMBER(
            Fuse.REDEEM, line -> line.say(Answer.response(200, "{\"value_used\":" + "9".repeat(1_000_000) + "}"))),
    ENORMOUS_TEXT(Fuse.LOOKUP, line -> line.say(Answer.response(200, "{\"id\":\"" + "x".repeat(1_000_000) + "\"}")));

    private final Fuse fuse;

    @SuppressWarnings("ImmutableEnumChecker") // Writes constants.
    private final Charge charge;

    JsonBomb(Fuse fuse, Charge charge) {
        this.fuse = fuse;
        this.charge = charge;
    }

    @Override
    public Fuse fuse() {
        return fuse;
    }

    @Override
    public void explode(HostileConnection line) throws IOException {
        charge.explode(line);
    }
}
