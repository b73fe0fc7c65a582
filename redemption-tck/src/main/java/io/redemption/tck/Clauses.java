package io.redemption.tck;

import java.util.List;
import java.util.stream.Stream;

/** The contract: all clauses, group by group. */
final class Clauses {
    static final List<Clause> ALL = Stream.of(
                    StageClauses.ALL,
                    RedeemingClauses.ALL,
                    RefusingClauses.ALL,
                    LimitClauses.ALL,
                    TimeClauses.ALL,
                    ReversingClauses.ALL,
                    ReversalEvidenceClauses.ALL,
                    ReplayClauses.ALL,
                    UniquenessClauses.ALL,
                    CancellingClauses.ALL,
                    ReadingClauses.ALL,
                    ResolvingClauses.ALL,
                    BasketClauses.ALL,
                    BasketReplayClauses.ALL,
                    DescribingClauses.ALL,
                    LimitRaces.ALL,
                    ReversalRaces.ALL,
                    HistoryRaces.ALL)
            .flatMap(List::stream)
            .toList();

    private Clauses() {}
}
