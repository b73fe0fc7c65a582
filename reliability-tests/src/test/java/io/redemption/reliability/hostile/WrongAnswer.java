package io.redemption.reliability.hostile;

import io.redemption.model.Doubt;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One way in which a success can be none, with the doubts that it may leave. The client must end the call with one of
 * these: never redeemed, because it is not, and never refused or failed, because it may be.
 */
interface WrongAnswer {
    /** Makes a wrong answer. */
    interface Maker {
        String make(Answer right, Answer other, Random random);
    }

    /** Returns all ways: in what the answer says, in its JSON, and in its HTTP. */
    static List<WrongAnswer> all() {
        return Stream.<WrongAnswer[]>of(WrongEcho.values(), WrongJson.values(), WrongHttp.values())
                .flatMap(Stream::of)
                .toList();
    }

    /**
     * How an answer is made, and what it may leave.
     *
     * @param doubts the doubts that a call answered like this may end with
     * @param maker makes it
     */
    record Recipe(Set<Doubt> doubts, Maker maker) {}

    Recipe recipe();

    /**
     * Returns the wrong answer, one character for each octet.
     *
     * @param right what would be right
     * @param other what would be right for another call
     * @param random what chooses among several wrong ones
     */
    default String to(Answer right, Answer other, Random random) {
        return recipe().maker().make(right, other, random);
    }

    /** Whether the answer is over only when the connection is. */
    default boolean endsByClosing() {
        return false;
    }

    /** Whether a call that is answered like this may end with the doubt. */
    default boolean mayLeave(Doubt doubt) {
        return recipe().doubts().contains(doubt);
    }

    /** Returns one of some texts. */
    static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
