package io.redemption.reliability.hostile;

import io.redemption.model.Doubt;
import java.util.Set;

/** Answers that are right in form and wrong in what they say about the redemption. */
enum WrongEcho implements WrongAnswer {
    WRONG_REDEMPTION_ID(
            Set.of(Doubt.ANSWER_UNREADABLE),
            member("id", "\"a/b\"", "\"\"", "null", "\"a b\"", "\"..\"", "{}", "[]", "true", "1.5")),
    NO_REDEMPTION_ID(
            Set.of(Doubt.ANSWER_UNREADABLE),
            (right, other, random) -> right.without("id").response()),
    WRONG_USER(
            Set.of(Doubt.ECHO_MISMATCH),
            member("user_id", "\"somebody\"", "\"0\"", "\"\"", "null", "7", "\" 123\"", "\"User\"")),
    WRONG_TRANSACTION(
            Set.of(Doubt.ECHO_MISMATCH), member("transaction_id", "\"another\"", "\"0\"", "1", "\"\\u0000\"")),
    WRONG_VALUE(
            Set.of(Doubt.ECHO_MISMATCH),
            member("value_used", "\"50.01\"", "5000", "0", "\"0.5\"", "\"\"", "null", "50.0001")),
    HOSTILE_VALUE(
            Set.of(Doubt.ANSWER_UNREADABLE),
            member(
                    "value_used",
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
                    "1e9999999")),
    WRONG_PARENT(Set.of(Doubt.ECHO_MISMATCH), (right, other, random) -> {
        Answer orphan = right.without("coupon_id").without("voucher_id").without("gift_card_id");
        return orphan.with(WrongAnswer.pick(random, "coupon_id", "voucher_id", "gift_card_id"), "\"another\"")
                .response();
    }),
    WRONG_TYPE(
            Set.of(Doubt.ANSWER_UNREADABLE),
            member("type", "\"coupon\"", "\"Redemption\"", "\"validation\"", "[]", "{}", "0")),
    /** Without our own transaction id, which would show that it is ours whatever the clocks say. */
    WRONG_TIME(
            Set.of(Doubt.ECHO_OUT_OF_TIME),
            (right, other, random) -> right.without("transaction_id")
                    .with("created", WrongAnswer.pick(random, "0", "1502473727", "253402300799", "\"4102444800\""))
                    .response()),
    UNREADABLE_TIME(
            Set.of(Doubt.ANSWER_UNREADABLE),
            member("created", "-1", "1e99", "253402300800000", "\"2026-11-22\"", "\"1.5.5\"", "[]")),
    ANSWER_OF_ANOTHER_CALL(Set.of(Doubt.ECHO_MISMATCH), (right, other, random) -> other.response());

    @SuppressWarnings("ImmutableEnumChecker") // A set by Set.of, and a function of its arguments.
    private final Recipe recipe;

    WrongEcho(Set<Doubt> doubts, Maker maker) {
        this.recipe = new Recipe(doubts, maker);
    }

    @Override
    public Recipe recipe() {
        return recipe;
    }

    /** The right answer with another value of one member. */
    private static Maker member(String name, String... choices) {
        return (right, other, random) ->
                right.with(name, WrongAnswer.pick(random, choices)).response();
    }
}
