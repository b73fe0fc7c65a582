package io.redemption.reliability.replay;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.GiftCard;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.model.TransactionId;
import io.redemption.reliability.Fixtures;
import io.redemption.reliability.Prepared;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * A gift card that suffices for two of three attempts, each made by several threads, once with other content. The
 * attempt with number 0 is redeemed when the threads begin.
 */
@Param(name = "number", gen = IntGen.class, conf = "0:2")
public class ReplayModel {
    private static final RedeemableId CARD = RedeemableId.giftCard("card");
    private static final Amount OTHER = Amount.of("4");
    private static final GiftCard TERMS = GiftCard.builder(CARD.value(), "10").build();

    /** Made once: what makes values is no part of what is checked, and every step of it would be watched. */
    private static final List<RedemptionAttempt> ATTEMPTS = attempts(Amount.of("5"));

    private static final List<RedemptionAttempt> OTHERS = attempts(OTHER);
    private static final List<HistoryQuery> QUERIES = IntStream.range(0, 3)
            .mapToObj(number -> HistoryQuery.ofTransaction(TransactionId.of("transaction-" + number)))
            .toList();

    private final InMemoryRedemptionPort issuer;
    private final Redemption first;
    private final AtomicReferenceArray<RedemptionId> told = new AtomicReferenceArray<>(3);

    /** The card, spent from once. */
    public ReplayModel() {
        Prepared prepared = Prepared.by(TERMS, ATTEMPTS.subList(0, 1));
        issuer = prepared.issuer();
        first = prepared.redemptions().get(0);
        told.set(0, first.id());
    }

    private static List<RedemptionAttempt> attempts(Amount value) {
        return IntStream.range(0, 3)
                .mapToObj(number -> new RedemptionAttempt(
                        AttemptId.of("attempt-" + number),
                        RedemptionRequest.builder(CARD).value(value).build(),
                        TransactionId.of("transaction-" + number),
                        Fixtures.NOON))
                .toList();
    }

    private String redeem(int number, RedemptionAttempt attempt) {
        return Fixtures.answer(issuer.redeem(attempt))
                .fold(outcome -> told(number, outcome), ReplayModel::reason, unknown -> "unknown");
    }

    /** Which redemption it is cannot be said by its id, but whether all answers to one attempt name the same can. */
    private String told(int number, Redeemed outcome) {
        RedemptionId id = outcome.redemption().id();
        if (!told.compareAndSet(number, null, id) && !id.equals(told.get(number))) {
            return "another redemption";
        }
        boolean isOther = Fixtures.value(outcome.redemption()) == OTHER.tenThousandths();
        if (outcome.replayed()) {
            return isOther ? "other again" : "again";
        }
        return isOther ? "other redeemed" : "redeemed";
    }

    private static String reason(Refused outcome) {
        return outcome.violations().get(0).code().value();
    }

    /**
     * Makes an attempt.
     *
     * @param number which
     * @return how it ended
     */
    @Operation
    public String redeem(@Param(name = "number") int number) {
        return redeem(number, ATTEMPTS.get(number));
    }

    /**
     * Makes an attempt of the same id and another value.
     *
     * @param number which
     * @return how it ended
     */
    @Operation
    public String redeemOther(@Param(name = "number") int number) {
        return redeem(number, OTHERS.get(number));
    }

    /**
     * Looks for what an attempt has put on record.
     *
     * @param number which
     * @return how many redemptions carry its transaction id
     */
    @Operation
    public int recorded(@Param(name = "number") int number) {
        return Fixtures.answer(issuer.history(CARD, QUERIES.get(number)))
                .orElseThrow()
                .redemptions()
                .size();
    }

    /** {@return whether the first redemption was active until now} */
    @Operation
    public boolean reverseFirst() {
        return Fixtures.answer(issuer.reverse(Reversal.of(first))) instanceof Reversed;
    }
}
