package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.redemption.model.BasketRecord.Kind;
import io.redemption.port.BasketJournal;
import io.redemption.port.BasketJournal.Log;
import io.redemption.tck.BrokenBasketJournals.AcknowledgesEarly;
import io.redemption.tck.BrokenBasketJournals.AgesFromTheStart;
import io.redemption.tck.BrokenBasketJournals.BeginsByAnything;
import io.redemption.tck.BrokenBasketJournals.BreaksWhenCancelled;
import io.redemption.tck.BrokenBasketJournals.ChecksThenWrites;
import io.redemption.tck.BrokenBasketJournals.IgnoresCase;
import io.redemption.tck.BrokenBasketJournals.IgnoresEpochs;
import io.redemption.tck.BrokenBasketJournals.KeepsEarlierRuns;
import io.redemption.tck.BrokenBasketJournals.ListsWrong;
import io.redemption.tck.BrokenBasketJournals.LosesUpdates;
import io.redemption.tck.BrokenBasketJournals.ReadsWrong;
import io.redemption.tck.BrokenBasketJournals.RemembersEpochs;
import io.redemption.tck.BrokenBasketJournals.SharesStages;
import io.redemption.tck.BrokenBasketJournals.Throws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each broken journal of baskets fails its clause of the contract, and a right one fails none. */
class BrokenBasketJournalTest {
    /** Journals of one store: each restart makes another one over it. */
    static final class Store {
        private final Function<BasketJournal, BasketJournal> process;
        private final boolean losesWhenClosed;
        private BasketJournal kept = BasketJournal.inMemory();

        Store(Function<BasketJournal, BasketJournal> process, boolean losesWhenClosed) {
            this.process = process;
            this.losesWhenClosed = losesWhenClosed;
        }

        BasketJournal journal() {
            kept = BasketJournal.inMemory();
            return afterRestart();
        }

        BasketJournal afterRestart() {
            return process.apply(kept);
        }

        void close(BasketJournal journal) {
            if (losesWhenClosed) {
                kept = BasketJournal.inMemory();
            }
        }

        Map<String, JournalClauses.Proof> clauses() {
            return BasketJournalClauses.all(this::journal, this::afterRestart, this::close, Duration.ofSeconds(10));
        }
    }

    private static Arguments broken(String clause, String what, Function<BasketJournal, BasketJournal> process) {
        return Arguments.of(clause, what, new Store(process, false));
    }

    static Stream<Arguments> brokenJournals() {
        return Stream.of(
                broken(
                        "a basket that is not known has epoch 0 and no records",
                        "counts from 1",
                        store -> new ReadsWrong(store, log -> new Log(Math.max(1, log.epoch()), log.records()))),
                broken("only a start begins a basket that is not known", "begins by any record", BeginsByAnything::new),
                broken(
                        "records are read back as they were written, in their order",
                        "reads in no order",
                        store -> new ReadsWrong(store, log -> new Log(log.epoch(), backwards(log.records())))),
                broken(
                        "each decision moves the epoch by one, and no other record does",
                        "counts records",
                        store -> new ReadsWrong(
                                store, log -> new Log(log.records().size(), log.records()))),
                broken(
                        "a start drops the records of the earlier run and goes on from its epoch",
                        "keeps earlier runs",
                        KeepsEarlierRuns::new),
                broken(
                        "baskets have nothing in common, even if their names differ in case alone",
                        "ignores case",
                        IgnoresCase::new),
                broken(
                        "a record under another epoch is not appended, and changes nothing",
                        "ignores epochs",
                        IgnoresEpochs::new),
                broken(
                        "of many that start one basket at once, one does",
                        "looks, then starts",
                        store -> new ChecksThenWrites(store, kind -> kind == Kind.STARTED, false)),
                broken(
                        "of many that decide at once, one does",
                        "looks, then decides",
                        store -> new ChecksThenWrites(store, Kind::movesEpoch, true)),
                broken("of many records under one epoch, none is lost", "loses updates", LosesUpdates::new),
                broken(
                        "a decision and other records at once leave nothing behind the decision",
                        "fences decisions alone",
                        store -> new ChecksThenWrites(store, kind -> !kind.movesEpoch(), true)),
                broken(
                        "two finders undo one basket, and one of them ends it",
                        "looks, then ends",
                        store -> new ChecksThenWrites(store, Kind::ends, true)),
                broken(
                        "open are the baskets that started and did not end",
                        "forgets one",
                        store -> new ListsWrong(
                                store, names -> names.stream().skip(1).toList())),
                broken(
                        "the oldest open baskets come first, at most so many",
                        "lists the newest first",
                        store -> new ListsWrong(store, BrokenBasketJournalTest::backwards)),
                broken("a basket is untouched from its last record on", "ages from the start", AgesFromTheStart::new),
                broken(
                        "what was acknowledged is there after a kill, if the journal survives that",
                        "forgets at a restart though it says that it survives",
                        store -> new ToyBasketJournal(BasketJournal.inMemory())),
                broken(
                        "each last record before a kill is there after it, if the journal survives that",
                        "acknowledges before the commit",
                        AcknowledgesEarly::new),
                broken(
                        "a writer from before a restart is fenced by what was decided after it",
                        "remembers epochs",
                        RemembersEpochs::new),
                Arguments.of(
                        "what was acknowledged is there after the journal was closed",
                        "loses when it is closed",
                        new Store(ToyBasketJournal::new, true)),
                broken(
                        "of two processes that decide at once, one does, if they share the journal",
                        "remembers epochs",
                        RemembersEpochs::new),
                broken("a wrong argument fails the stage, and nothing is thrown", "throws", Throws::new),
                broken(
                        "a record whose stage is cancelled is appended as a whole or not at all",
                        "breaks when it is cancelled",
                        BreaksWhenCancelled::new),
                broken(
                        "what one caller does with a stage does not concern another",
                        "shares stages",
                        SharesStages::new));
    }

    private static <T> List<T> backwards(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("brokenJournals")
    void contract_brokenJournal_failsItsClause(String clause, String what, Store store) {
        JournalClauses.Proof proof = Objects.requireNonNull(store.clauses().get(clause), "no such clause");

        assertThat(catchThrowable(proof::run)).as(what).isInstanceOf(AssertionError.class);
    }

    @Test
    void contract_rightJournal_failsNoClause() {
        assertThat(new Store(ToyBasketJournal::new, false).clauses().values())
                .allSatisfy(proof -> assertThat(catchThrowable(proof::run)).isNull());
    }

    @Test
    void brokenJournals_takenTogether_makeEveryClauseFail() {
        List<Object> bitten = brokenJournals().map(broken -> broken.get()[0]).toList();

        assertThat(bitten)
                .containsExactlyInAnyOrderElementsOf(
                        new Store(ToyBasketJournal::new, false).clauses().keySet());
    }
}
