package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.BasketAction.Append;
import io.redemption.BasketAction.Begin;
import io.redemption.BasketAction.Look;
import io.redemption.BasketAction.Reverse;
import io.redemption.BasketAction.Send;
import io.redemption.BasketAction.Stop;
import io.redemption.BasketAction.Wait;
import io.redemption.model.AttemptId;
import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.RedemptionId;
import io.redemption.model.Ticket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is done next for a basket of three, given what is known. */
class BasketDecisionTest {
    private static final List<Integer> ORDER = List.of(2, 0, 1);

    private final Shop shop = new Shop(ProgrammedPort.honest());
    private final List<BasketRecord> records = new ArrayList<>(
            List.of(BasketRecord.started(List.of(AttemptId.of("a"), AttemptId.of("b"), AttemptId.of("c")))));

    private BasketState state() {
        return BasketState.of(records);
    }

    private BasketAction owner() {
        return BasketDecision.ofOwner(state(), ORDER);
    }

    private BasketAction finder() {
        return BasketDecision.ofFinder(state());
    }

    private void intent(int step) {
        records.add(BasketRecord.ofTicket(Kind.INTENT, step, ticket()));
    }

    private Ticket ticket() {
        return shop.redemptions
                .blocking()
                .recover(shop.anAttempt())
                .fold(
                        confirmed -> unexpected(),
                        absent -> unexpected(),
                        duplicate -> unexpected(),
                        still -> still.ticket());
    }

    private static Ticket unexpected() {
        throw new AssertionError("a doubt was expected");
    }

    private void done(int step) {
        intent(step);
        records.add(BasketRecord.ofRedemption(Kind.DONE, step, RedemptionId.of("red-" + step)));
    }

    private static Append appending(Kind kind, @Nullable String reason) {
        return new Append(BasketRecord.of(kind, reason));
    }

    @Test
    void owner_allGoesWell_sendsInItsOrderAndCommits() {
        assertThat(owner()).isEqualTo(new Begin(2));
        intent(2);
        assertThat(owner()).isEqualTo(new Send(2));
        done(2);
        assertThat(owner()).isEqualTo(new Begin(0));
        done(0);
        done(1);
        assertThat(owner()).isEqualTo(new Append(BasketRecord.of(Kind.COMMITTED, null)));
        records.add(BasketRecord.of(Kind.COMMITTED, null));
        assertThat(owner()).isEqualTo(new Stop());
    }

    @Test
    void owner_stepRefusedOrInDoubt_decidesToAbortBeforeAnythingElse() {
        done(2);
        intent(0);
        records.add(BasketRecord.ofStep(Kind.REFUSED, 0, "expired"));
        assertThat(owner()).isEqualTo(appending(Kind.ABORTING, "REFUSED"));

        records.set(records.size() - 1, BasketRecord.ofTicket(Kind.IN_DOUBT, 0, ticket()));
        assertThat(owner()).isEqualTo(appending(Kind.ABORTING, "IN_DOUBT"));
    }

    @Test
    void owner_mustNotSendAnyMore_decidesToAbort() {
        intent(2);

        assertThat(BasketDecision.ofOwner(state().toDoom(), ORDER)).isEqualTo(appending(Kind.ABORTING, "GIVEN_UP"));
    }

    @Test
    void finder_noCommit_abortsAndNeverSends() {
        assertThat(finder()).isEqualTo(appending(Kind.ABORTING, "PRESUMED"));
        done(2);
        done(0);
        done(1);
        assertThat(finder()).isEqualTo(appending(Kind.ABORTING, "PRESUMED"));
    }

    @Test
    void finder_commit_doesNothing() {
        done(2);
        done(0);
        done(1);
        records.add(BasketRecord.of(Kind.COMMITTED, null));

        assertThat(finder()).isEqualTo(new Stop());
    }

    @Test
    void finder_aborting_undoesTheNewestFirst() {
        done(2);
        done(0);
        intent(1);
        records.add(BasketRecord.of(Kind.ABORTING, "PRESUMED"));
        assertThat(finder()).isEqualTo(new Look(1));

        records.add(BasketRecord.ofStep(Kind.COMP_DONE, 1, "ABSENT"));
        assertThat(finder())
                .isEqualTo(new Append(BasketRecord.ofRedemption(Kind.COMP_INTENT, 0, RedemptionId.of("red-0"))));

        records.add(BasketRecord.ofRedemption(Kind.COMP_INTENT, 0, RedemptionId.of("red-0")));
        assertThat(finder()).isEqualTo(new Reverse(0));

        records.add(BasketRecord.ofStep(Kind.COMP_DONE, 0, null));
        records.add(BasketRecord.ofRedemption(Kind.COMP_INTENT, 2, RedemptionId.of("red-2")));
        records.add(BasketRecord.ofStep(Kind.COMP_DONE, 2, null));
        assertThat(finder()).isEqualTo(appending(Kind.ABORTED, null));
    }

    @Test
    void finder_recordsOfTwoFindersMixed_settledStaysSettled() {
        done(2);
        records.add(BasketRecord.of(Kind.ABORTING, "PRESUMED"));
        records.add(BasketRecord.ofStep(Kind.COMP_DONE, 2, null));
        records.add(BasketRecord.ofRedemption(Kind.COMP_INTENT, 2, RedemptionId.of("red-2")));

        assertThat(finder()).isEqualTo(appending(Kind.ABORTED, null));
    }

    @Test
    void undo_stepHadItsTurn_othersAreNotHeldUp() {
        done(2);
        intent(0);
        records.add(BasketRecord.of(Kind.ABORTING, "IN_DOUBT"));
        BasketState looked = state().with(0, BasketStep::tried);
        assertThat(BasketDecision.ofFinder(looked)).isInstanceOf(Append.class);

        BasketState both = looked.with(2, BasketStep::failed);
        assertThat(BasketDecision.ofFinder(both)).isEqualTo(new Wait());
        assertThat(BasketDecision.ofFinder(both.eachStep(BasketStep::nextRound)))
                .isEqualTo(new Look(0));
    }

    @Test
    void undo_tooManyFailures_isLeftToAPerson() {
        intent(0);
        records.add(BasketRecord.of(Kind.ABORTING, "IN_DOUBT"));
        BasketState state = state();
        for (int i = 0; i < BasketDecision.MAX_FAILURES; i++) {
            assertThat(BasketDecision.ofFinder(state.eachStep(BasketStep::nextRound)))
                    .isEqualTo(new Look(0));
            state = state.with(0, BasketStep::failed);
        }
        BasketRecord stuck = BasketRecord.ofStep(Kind.STUCK, 0, null);
        assertThat(BasketDecision.ofFinder(state)).isEqualTo(new Append(stuck));

        assertThat(BasketDecision.ofFinder(state.after(stuck))).isEqualTo(new Stop());
        assertThat(BasketDecision.ofFinder(state.after(stuck).eachStep(BasketStep::resumed)))
                .isEqualTo(new Look(0));
    }
}
