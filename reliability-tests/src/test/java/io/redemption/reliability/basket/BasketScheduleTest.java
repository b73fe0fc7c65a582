package io.redemption.reliability.basket;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.reliability.Figures;
import io.redemption.reliability.Scale;
import io.redemption.reliability.basket.BasketVerdict.End;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A basket whose processes end at any event is redeemed as a whole or not at all, or its doubts are named. */
@Timeout(900)
class BasketScheduleTest {
    private static final String EVERY = "baskets: every crash schedule of three steps";
    private static final String RANDOM = "baskets: random schedules of two to eight steps";

    /** So late that an early look finds nothing. */
    private static final Duration LATE = Duration.ofMillis(1_500);

    private final Figures figures = Figures.ofThisRun();

    @Test
    void redeemAll_processesEndBeforeAnyEvent_isAllOrNothingOrNamed() {
        boolean isFull = Scale.ofThisRun() == Scale.FULL;
        Tally tally = new Tally();
        for (Duration lateness : List.of(Duration.ZERO, LATE)) {
            int reversalsToChoose = isFull ? 2 : lateness.isZero() ? 1 : 0;
            BasketSetting setting = BasketSetting.everyOf(isFull ? 3 : 2, reversalsToChoose, lateness);
            Choices.Every every = new Choices.Every();
            do {
                tally.add(new BasketWorld(every, Variant.CORRECT, setting).run());
            } while (every.advance());
        }

        assertThat(tally.broken()).isEmpty();
        tally.print(EVERY);
        figures.prove(EVERY, tally.schedules());
        figures.prove("baskets: broken promises", tally.broken().size());
        figures.prove("baskets: processes that ended before their work", tally.crashes());
        figures.prove("baskets: processes that ended between a request and its record", tally.crashesInDoubt());
        figures.prove("baskets: doubts that were named", tally.ended(End.UNKNOWN));
    }

    @Test
    void redeemAll_randomTrouble_isAllOrNothingOrNamed() {
        Tally tally = new Tally();
        for (long seed = 0; seed < figures.target(RANDOM); seed++) {
            Choices choices = Choices.random(seed);
            tally.add(new BasketWorld(choices, Variant.CORRECT, BasketSetting.random(choices)).run());
        }

        assertThat(tally.broken()).isEmpty();
        tally.print(RANDOM);
        figures.prove(RANDOM, tally.schedules());
        figures.prove(
                "baskets: broken promises in random schedules", tally.broken().size());
        figures.prove("baskets: all redeemed in random schedules", tally.ended(End.ALL));
        figures.prove("baskets: taken up while the process that ran it stood still", tally.pauses());
        figures.prove("baskets: taken up by two processes at once", tally.pairs());
        figures.prove("baskets: left to a person", tally.handedOver());
    }

    @ParameterizedTest
    @EnumSource(value = Variant.class, mode = EnumSource.Mode.EXCLUDE, names = "CORRECT")
    void redeemAll_temptingShortcutOrLyingWorld_isCaught(Variant shortcut) {
        Choices.Every every = new Choices.Every();
        Duration lateness = shortcut == Variant.TRUSTS_LISTS_TOO_SOON ? LATE : Duration.ZERO;
        BasketSetting setting = BasketSetting.everyOf(1, 0, lateness);
        int schedules = 0;
        int caught = 0;
        do {
            schedules++;
            caught +=
                    new BasketWorld(every, shortcut, setting).run().violations().isEmpty() ? 0 : 1;
        } while (every.advance());

        String name = shortcut.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        System.out.println("baskets: " + name + ": " + caught + " of " + schedules + " schedules break a promise");
        figures.prove("baskets: " + name + " caught", caught > 0 ? 1 : 0);
    }
}
