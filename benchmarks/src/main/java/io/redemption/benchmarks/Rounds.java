package io.redemption.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Rounds of several workers that take turns, so that what the machine does meanwhile meets all alike. */
final class Rounds {
    private Rounds() {}

    /** Warms every worker up, then takes the rounds of {@link Scale}: one of each worker, and again. */
    static Map<Contender, List<Round>> take(Map<Contender, Child> workers, Scale scale, Progress progress)
            throws IOException {
        for (Map.Entry<Contender, Child> worker : workers.entrySet()) {
            progress.say("warming up: " + worker.getKey().title());
            worker.getValue().ask("run " + scale.warmUpCalls());
        }
        Map<Contender, List<Round>> rounds = new EnumMap<>(Contender.class);
        for (int i = 1; i <= scale.rounds(); i++) {
            progress.say("round " + i + " of " + scale.rounds());
            for (Map.Entry<Contender, Child> worker : workers.entrySet()) {
                rounds.computeIfAbsent(worker.getKey(), contender -> new ArrayList<>())
                        .add(Round.of(scale.calls(), worker.getValue().ask("run " + scale.calls())));
            }
        }
        return rounds;
    }

    static List<Round> of(Map<Contender, List<Round>> rounds, Contender contender) {
        return Objects.requireNonNull(rounds.get(contender), contender.title());
    }

    static Child worker(Map<Contender, Child> workers, Contender contender) {
        return Objects.requireNonNull(workers.get(contender), contender.title());
    }

    static FigureSeries series(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return FigureSeries.of(rounds.stream().mapToDouble(figure));
    }
}
