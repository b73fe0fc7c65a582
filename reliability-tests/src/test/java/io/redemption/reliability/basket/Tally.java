package io.redemption.reliability.basket;

import io.redemption.reliability.basket.BasketVerdict.End;
import io.redemption.reliability.basket.BasketVerdict.Facts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Adds up what came of schedules. Not thread-safe. */
final class Tally {
    private static final int MOST_SHOWN = 20;

    private final long begunAtNanos = System.nanoTime();
    private final Map<End, Integer> ends = new EnumMap<>(End.class);
    private final List<String> broken = new ArrayList<>();
    private int schedules;
    private int events;
    private int crashes;
    private int crashesInDoubt;
    private int pauses;
    private int pairs;
    private int handedOver;

    void add(BasketVerdict verdict) {
        schedules++;
        Facts facts = verdict.facts();
        events += facts.events();
        crashes += facts.crashes();
        crashesInDoubt += facts.crashesInDoubt();
        pauses += facts.pauses();
        pairs += facts.pairs();
        handedOver += facts.handedOver() > 0 ? 1 : 0;
        BasketVerdict.Told told = verdict.told();
        if (told != null) {
            ends.merge(told.end(), 1, Integer::sum);
        }
        if (!verdict.violations().isEmpty() && broken.size() < MOST_SHOWN) {
            broken.add("schedule " + schedules + ": " + verdict);
        }
    }

    void print(String name) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunAtNanos);
        System.out.println(
                name + ": " + schedules + " in " + millis + " ms, " + events + " events, callers were told " + ends);
    }

    int schedules() {
        return schedules;
    }

    int crashes() {
        return crashes;
    }

    int crashesInDoubt() {
        return crashesInDoubt;
    }

    int pauses() {
        return pauses;
    }

    int pairs() {
        return pairs;
    }

    int handedOver() {
        return handedOver;
    }

    int ended(End end) {
        return ends.getOrDefault(end, 0);
    }

    /** One sentence for each schedule that broke a promise, at most the first few. */
    List<String> broken() {
        return broken;
    }
}
