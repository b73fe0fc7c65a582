package io.redemption.reliability.basket;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.reliability.Figures;
import io.redemption.reliability.Scale;
import io.redemption.reliability.basket.BasketVerdict.End;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A basket whose processes end at any event is redeemed as a whole or not at all, or its doubts are named. */
@Timeout(900)
class BasketScheduleTest {
    @Test
    void probe() {
        for (int crashes = 0; crashes <= Integer.getInteger("probe.crashes", 1); crashes++) {
            Choices.Every every = new Choices.Every();
            long begun = System.nanoTime();
            int schedules = 0;
            int events = 0;
            Map<End, Integer> ends = new EnumMap<>(End.class);
            List<String> broken = new ArrayList<>();
            boolean more = true;
            while (more) {
                BasketVerdict verdict =
                        new BasketWorld(every, Variant.CORRECT, 3, crashes, 1, false).run();
                schedules++;
                events += verdict.events();
                BasketVerdict.Told told = verdict.told();
                if (told != null) {
                    ends.merge(told.end(), 1, Integer::sum);
                }
                if (!verdict.violations().isEmpty() && broken.size() < 10) {
                    broken.add(schedules + ": " + verdict);
                }
                more = every.advance();
            }
            System.out.println("crashes " + crashes + ": " + schedules + " schedules, " + events + " events, "
                    + (System.nanoTime() - begun) / 1_000_000 + " ms, " + ends);
            broken.forEach(System.out::println);
        }
        assertThat(Scale.ofThisRun()).isNotNull();
        assertThat(Figures.ofThisRun()).isNotNull();
    }
}
