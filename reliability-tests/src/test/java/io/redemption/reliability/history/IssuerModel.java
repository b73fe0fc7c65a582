package io.redemption.reliability.history;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.Freshness;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.reliability.Fixtures;
import io.redemption.reliability.Prepared;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * One coupon of the issuer with three uses, two of which are taken when the threads begin, so that redeeming and taking
 * back meet at the limit. Answers hold no ids, because these differ from run to run.
 */
@Param(name = "which", gen = IntGen.class, conf = "0:1")
public class IssuerModel {
    private static final RedeemableId COUPON = RedeemableId.coupon("coupon");
    private static final Coupon TERMS = Coupon.builder(COUPON.value(), Discount.percentage("10"))
            .totalLimit(3)
            .build();

    /** Made once: what makes values is no part of what is checked, and every step of it would be watched. */
    private static final List<RedemptionAttempt> ATTEMPTS = IntStream.range(0, 20)
            .mapToObj(i -> Fixtures.by("user-" + i, COUPON))
            .toList();

    private final InMemoryRedemptionPort issuer;
    private final List<Redemption> taken;
    private final AtomicInteger attempts = new AtomicInteger(2);

    /** The coupon, redeemed twice. */
    public IssuerModel() {
        Prepared prepared = Prepared.by(TERMS, ATTEMPTS.subList(0, 2));
        issuer = prepared.issuer();
        taken = prepared.redemptions();
    }

    private RedemptionOutcome redeemNext() {
        return Fixtures.answer(issuer.redeem(ATTEMPTS.get(attempts.getAndIncrement())));
    }

    /** {@return whether another user got a use} */
    @Operation
    public boolean redeem() {
        return redeemNext() instanceof Redeemed;
    }

    /**
     * Takes one of the first two redemptions back.
     *
     * @param which the first or the second
     * @return whether it was still active
     */
    @Operation
    public boolean reverse(@Param(name = "which") int which) {
        return Fixtures.answer(issuer.reverse(Reversal.of(taken.get(which)))) instanceof Reversed;
    }

    /**
     * Finds one of the first two redemptions.
     *
     * @param which the first or the second
     * @return whether it is active
     */
    @Operation
    public boolean find(@Param(name = "which") int which) {
        return Fixtures.answer(issuer.find(COUPON, taken.get(which).id(), Freshness.FROM_ISSUER))
                .isPresent();
    }

    /** {@return how many uses are taken} */
    @Operation
    public long lookup() {
        return Fixtures.uses(Fixtures.state(issuer, COUPON));
    }

    /** {@return how many redemptions are listed} */
    @Operation
    public int history() {
        return Fixtures.history(issuer, COUPON).redemptions().size();
    }
}
