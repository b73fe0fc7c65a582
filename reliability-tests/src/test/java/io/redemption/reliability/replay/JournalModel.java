package io.redemption.reliability.replay;

import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import io.redemption.port.ReversalState;
import io.redemption.reliability.Fixtures;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Two attempts in the journal, opened, settled, reversed, left in doubt and discarded by several threads at once. */
@Param(name = "number", gen = IntGen.class, conf = "0:1")
@Param(name = "opening", gen = IntGen.class, conf = "1:3")
public class JournalModel {
    private static final RedeemableId CARD = RedeemableId.giftCard("card");
    /** Made once: what makes values is no part of what is checked, and every step of it would be watched. */
    private static final List<RedemptionAttempt> ATTEMPTS =
            List.of(attempt(0, Amount.of("5")), attempt(1, Amount.of("5")));

    private static final List<RedemptionAttempt> OTHERS =
            List.of(attempt(0, Amount.of("4")), attempt(1, Amount.of("4")));
    private static final Refused REFUSED = Refused.of(Violation.of(ViolationCode.EXPIRED));
    private static final List<Unknown> DOUBTS = ATTEMPTS.stream()
            .map(attempt -> new Unknown(
                    Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.LIKELY, 1, Fixtures.NOON, Fixtures.NOON)))
            .toList();

    private static final List<Redeemed> REDEEMED = ATTEMPTS.stream()
            .map(attempt -> Redeemed.of(Redemption.builder(RedemptionId.of("res-" + attempt.id()), CARD, Fixtures.NOON)
                    .value(attempt.request().value())
                    .transactionId(attempt.transactionId())
                    .build()))
            .toList();

    private final AttemptJournal journal = AttemptJournal.inMemory();

    private static RedemptionAttempt attempt(int number, Amount value) {
        return new RedemptionAttempt(
                AttemptId.of("attempt-" + number),
                RedemptionRequest.builder(CARD).value(value).build(),
                TransactionId.of("transaction-" + number),
                Fixtures.NOON);
    }

    private String open(RedemptionAttempt attempt) {
        Opening opening = Fixtures.answer(journal.open(attempt));
        return opening.fold(
                fresh -> "fresh " + fresh.opening() + (fresh.isProvenAbsent() ? " again" : ""),
                known -> described(known.state()),
                reused -> "reused, " + described(reused.state()),
                taken -> "transaction taken",
                () -> "full");
    }

    private static String described(AttemptState state) {
        return state.fold(
                open -> "open " + open.opening() + (open.ticket() == null ? "" : " with ticket"),
                settled -> settled.outcome().fold(redeemed -> "redeemed", refused -> "refused", unknown -> "odd"),
                in -> "in reversal",
                reversed -> "reversed",
                absent -> "absent");
    }

    private static <T> void done(CompletionStage<T> stage) {
        stage.toCompletableFuture().join();
    }

    /**
     * Opens an attempt.
     *
     * @param number which
     * @return what was known of it
     */
    @Operation
    public String open(@Param(name = "number") int number) {
        return open(ATTEMPTS.get(number));
    }

    /**
     * Opens an attempt of the same id and another value.
     *
     * @param number which
     * @return what was known of it
     */
    @Operation
    public String openOther(@Param(name = "number") int number) {
        return open(OTHERS.get(number));
    }

    /**
     * Tells what is known.
     *
     * @param number of which attempt
     * @return what is known
     */
    @Operation
    public String find(@Param(name = "number") int number) {
        return Fixtures.answer(journal.find(ATTEMPTS.get(number).id()))
                .map(JournalModel::described)
                .orElse("nothing");
    }

    /**
     * Records a refusal.
     *
     * @param number of which attempt
     * @param opening by which opening
     */
    @Operation
    public void refuse(@Param(name = "number") int number, @Param(name = "opening") int opening) {
        done(journal.settle(ATTEMPTS.get(number).id(), opening, REFUSED));
    }

    /**
     * Records a redemption, which counts whatever the opening.
     *
     * @param number of which attempt
     */
    @Operation
    public void redeem(@Param(name = "number") int number) {
        done(journal.settle(ATTEMPTS.get(number).id(), AttemptJournal.NO_OPENING, REDEEMED.get(number)));
    }

    /**
     * Records a reversal.
     *
     * @param number of which attempt's redemption
     */
    @Operation
    public void reverse(@Param(name = "number") int number) {
        done(journal.reversal(Reversal.of(REDEEMED.get(number).redemption()), new ReversalState.Gone()));
    }

    /**
     * Records a doubt.
     *
     * @param number of which attempt
     * @param opening by which opening
     */
    @Operation
    public void doubt(@Param(name = "number") int number, @Param(name = "opening") int opening) {
        done(journal.settle(ATTEMPTS.get(number).id(), opening, DOUBTS.get(number)));
    }

    /**
     * Records absence.
     *
     * @param number of which attempt
     * @param opening by which opening
     */
    @Operation
    public void absent(@Param(name = "number") int number, @Param(name = "opening") int opening) {
        done(journal.absent(ATTEMPTS.get(number).id(), opening));
    }

    /**
     * Forgets an attempt.
     *
     * @param number which
     * @param opening by which opening
     */
    @Operation
    public void discard(@Param(name = "number") int number, @Param(name = "opening") int opening) {
        done(journal.discard(ATTEMPTS.get(number).id(), opening));
    }
}
