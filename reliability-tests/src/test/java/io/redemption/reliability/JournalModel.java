package io.redemption.reliability;

import io.redemption.Amount;
import io.redemption.AttemptId;
import io.redemption.Doubt;
import io.redemption.Likelihood;
import io.redemption.RedeemableId;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionOutcome;
import io.redemption.RedemptionRequest;
import io.redemption.Refused;
import io.redemption.Ticket;
import io.redemption.TransactionId;
import io.redemption.Unknown;
import io.redemption.Violation;
import io.redemption.ViolationCode;
import io.redemption.checkout.AttemptJournal;
import io.redemption.checkout.AttemptJournal.Opening;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Two attempts in the journal, opened, settled, left in doubt and discarded by several threads at once. */
@Param(name = "number", gen = IntGen.class, conf = "0:1")
public class JournalModel {
    private static final RedeemableId CARD = RedeemableId.giftCard("card");
    /** Made once: what makes values is no part of what is checked, and every step of it would be watched. */
    private static final List<RedemptionAttempt> ATTEMPTS =
            List.of(attempt(0, Amount.of("5")), attempt(1, Amount.of("5")));

    private static final List<RedemptionAttempt> OTHERS =
            List.of(attempt(0, Amount.of("4")), attempt(1, Amount.of("4")));
    private static final Refused REFUSED = Refused.of(Violation.of(ViolationCode.EXPIRED));
    private static final List<Unknown> DOUBTS = ATTEMPTS.stream()
            .map(attempt ->
                    new Unknown(Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.LIKELY, 1, Given.NOON, Given.NOON)))
            .toList();

    private final AttemptJournal journal = AttemptJournal.inMemory();

    private static RedemptionAttempt attempt(int number, Amount value) {
        return new RedemptionAttempt(
                AttemptId.of("attempt-" + number),
                RedemptionRequest.of(CARD).value(value).build(),
                TransactionId.of("transaction-" + number),
                Given.NOON);
    }

    private String open(RedemptionAttempt attempt) {
        Opening opening = Given.answer(journal.open(attempt));
        if (opening instanceof Opening.Settled settled) {
            return settled.outcome().equals(REFUSED) ? "settled" : "settled otherwise";
        }
        if (opening instanceof Opening.StillOpen stillOpen) {
            return stillOpen.ticket() == null ? "open" : "open with ticket";
        }
        return opening instanceof Opening.Fresh ? "fresh" : "reused";
    }

    private void settle(int number, RedemptionOutcome outcome) {
        journal.settle(ATTEMPTS.get(number).id(), outcome).toCompletableFuture().join();
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
     * Settles an attempt.
     *
     * @param number which
     */
    @Operation
    public void settle(@Param(name = "number") int number) {
        settle(number, REFUSED);
    }

    /**
     * Records that an attempt is in doubt.
     *
     * @param number which
     */
    @Operation
    public void doubt(@Param(name = "number") int number) {
        settle(number, DOUBTS.get(number));
    }

    /**
     * Forgets an attempt.
     *
     * @param number which
     */
    @Operation
    public void discard(@Param(name = "number") int number) {
        journal.discard(ATTEMPTS.get(number).id()).toCompletableFuture().join();
    }
}
