package io.redemption.reliability.basket;

import java.time.Duration;

/**
 * What a schedule may hold.
 *
 * @param steps how many steps the basket has
 * @param crashes how many processes may end before their work
 * @param reversalsToChoose of how many reversals the outcome is chosen; the others work
 * @param lateness how much later than sent a request is executed whose answer is lost
 * @param isWild whether what only random schedules have happens: pauses, two processes at once, lost answers of the
 *     journal, lists that lag or cannot be read, clocks that are off, answers that take time
 */
record BasketSetting(int steps, int crashes, int reversalsToChoose, Duration lateness, boolean isWild) {
    static BasketSetting everyOf(int crashes, int reversalsToChoose, Duration lateness) {
        return new BasketSetting(3, crashes, reversalsToChoose, lateness, false);
    }

    static BasketSetting random(Choices choices) {
        return new BasketSetting(2 + choices.next(7), choices.next(4), 0, Duration.ZERO, true);
    }
}
