package io.redemption.tck;

import static io.redemption.model.ViolationCode.BALANCE_TOO_LOW;
import static io.redemption.model.ViolationCode.EXPIRED;
import static io.redemption.model.ViolationCode.INACTIVE;
import static io.redemption.model.ViolationCode.TOTAL_LIMIT_REACHED;
import static io.redemption.model.ViolationCode.UNKNOWN_REDEEMABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.Capability;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Refused;
import io.redemption.model.Validity;
import io.redemption.model.ViolationCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Several redeemables, all or nothing. */
final class BasketClauses {
    static final List<Clause> ALL = List.of(
            clause(1, "a basket is redeemed in its order", BasketClauses::all),
            clause(2, "one refused item keeps all others from being redeemed", BasketClauses::oneRefused),
            clause(3, "all refused items are told by their positions", BasketClauses::allRefusals),
            clause(4, "earlier items of a basket count against the same limit", BasketClauses::sameCoupon),
            clause(5, "earlier items of a basket count against the same balance", BasketClauses::sameCard),
            clause(6, "an empty basket is an argument error", BasketClauses::empty),
            clause(7, "an attempt twice in one basket is an argument error", BasketClauses::twice));

    private BasketClauses() {}

    static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.BASKETS, number, sentence, bench -> {
            if (supported(bench)) {
                body.prove(bench);
            }
        });
    }

    /** Where baskets are not supported, proves that they fail so and redeem nothing. */
    static boolean supported(ClauseContext bench) throws InterruptedException {
        if (bench.can(Capability.ATOMIC_BASKET)) {
            return true;
        }
        bench.lacks("the port does not declare ATOMIC_BASKET; redeemAll failed with NOT_SUPPORTED, as it must");
        RedeemableId id = bench.seed(bench.goods().coupon().build());

        FailureCode code = bench.failure(
                "redeemAll", () -> bench.port().redeemAll(List.of(bench.goods().use(id))));

        assertThat(code).as("failure of redeemAll").isEqualTo(FailureCode.NOT_SUPPORTED);
        bench.activeAre(id);
        return false;
    }

    static BasketOutcome redeemAll(ClauseContext bench, List<RedemptionAttempt> attempts) throws InterruptedException {
        return bench.answer("redeemAll", () -> bench.port().redeemAll(attempts));
    }

    static List<Redemption> redeemed(ClauseContext bench, List<RedemptionAttempt> attempts)
            throws InterruptedException {
        BasketOutcome outcome = redeemAll(bench, attempts);
        assertThat(outcome).as("redeemAll").isInstanceOf(AllRedeemed.class);
        List<Redeemed> items = ((AllRedeemed) outcome).redeemed();
        assertThat(items).as("items").hasSameSizeAs(attempts);
        for (int i = 0; i < attempts.size(); i++) {
            String field = bench.contradiction(attempts.get(i), items.get(i).redemption());
            assertThat(field).as("field of item " + i + " that contradicts").isNull();
        }
        return items.stream().map(Redeemed::redemption).toList();
    }

    /** The refusals of a basket that has to be refused for these reasons at these positions alone. */
    static Map<Integer, Refused> refused(
            ClauseContext bench, List<RedemptionAttempt> attempts, Map<Integer, ViolationCode> expected)
            throws InterruptedException {
        BasketOutcome outcome = redeemAll(bench, attempts);
        assertThat(outcome).as("redeemAll").isInstanceOf(NoneRedeemed.class);
        Map<Integer, Refused> refusals = ((NoneRedeemed) outcome).refusals();
        assertThat(refusals.keySet()).as("refused positions").isEqualTo(expected.keySet());
        refusals.forEach((position, refused) ->
                ExpectedRefusal.explained(bench, refused.violations(), Objects.requireNonNull(expected.get(position))));
        return refusals;
    }

    private static void all(ClauseContext bench) throws InterruptedException {
        RedeemableId coupon = bench.seed(bench.goods().coupon().totalLimit(1).build());
        RedeemableId voucher = bench.seed(bench.goods().voucher().build());
        RedeemableId card = bench.seed(bench.goods().card("10").build());

        List<Redemption> redemptions = redeemed(
                bench,
                List.of(
                        bench.goods().use(voucher),
                        bench.goods().spend(card, "10"),
                        bench.goods().use(coupon)));

        bench.activeAre(voucher, redemptions.get(0));
        bench.activeAre(card, redemptions.get(1));
        bench.activeAre(coupon, redemptions.get(2));
        bench.refused(bench.goods().spend(card, "1"), BALANCE_TOO_LOW);
        bench.refused(bench.goods().use(coupon), TOTAL_LIMIT_REACHED);
    }

    private static void oneRefused(ClauseContext bench) throws InterruptedException {
        RedeemableId coupon = bench.seed(bench.goods().coupon().totalLimit(1).build());
        RedeemableId card = bench.seed(bench.goods().card("10").build());
        RedeemableId voucher = bench.seed(bench.goods().voucher().build());

        refused(
                bench,
                List.of(
                        bench.goods().use(coupon),
                        bench.goods().spend(card, "11"),
                        bench.goods().use(voucher)),
                Map.of(1, BALANCE_TOO_LOW));

        bench.activeAre(coupon);
        bench.activeAre(card);
        bench.activeAre(voucher);
        bench.redeemed(bench.goods().use(coupon));
        bench.redeemed(bench.goods().spend(card, "10"));
        bench.redeemed(bench.goods().use(voucher));
    }

    private static void allRefusals(ClauseContext bench) throws InterruptedException {
        RedeemableId fine = bench.seed(bench.goods().coupon().build());
        RedeemableId off = bench.seed(bench.goods().coupon().active(false).build());
        RedeemableId over = bench.seed(bench.goods()
                .voucher()
                .validity(Validity.until(Instant.parse("2001-01-01T00:00:00Z")))
                .build());
        RedeemableId unknown = bench.goods().unknown(RedeemableKind.COUPON);

        refused(
                bench,
                List.of(
                        bench.goods().use(off),
                        bench.goods().use(fine),
                        bench.goods().use(over),
                        bench.goods().use(unknown)),
                Map.of(0, INACTIVE, 2, EXPIRED, 3, UNKNOWN_REDEEMABLE));

        bench.activeAre(fine);
    }

    private static void sameCoupon(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().totalLimit(2).build());

        refused(
                bench,
                List.of(
                        bench.goods().use(id),
                        bench.goods().use(id),
                        bench.goods().use(id)),
                Map.of(2, TOTAL_LIMIT_REACHED));

        bench.activeAre(id);
        redeemed(bench, List.of(bench.goods().use(id), bench.goods().use(id)));
    }

    private static void sameCard(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().card("10").build());

        refused(bench, List.of(bench.goods().spend(id, "6"), bench.goods().spend(id, "5")), Map.of(1, BALANCE_TOO_LOW));

        bench.activeAre(id);
        redeemed(bench, List.of(bench.goods().spend(id, "6"), bench.goods().spend(id, "4")));
        bench.refused(bench.goods().spend(id, bench.goods().smallest()), BALANCE_TOO_LOW);
    }

    private static void empty(ClauseContext bench) throws InterruptedException {
        FailureCode code = bench.failure("redeemAll", () -> bench.port().redeemAll(List.of()));

        assertThat(code).as("failure of redeemAll").isEqualTo(FailureCode.INVALID_ARGUMENT);
    }

    private static void twice(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().build());
        RedemptionAttempt attempt = bench.goods().use(id);

        FailureCode code = bench.failure("redeemAll", () -> bench.port().redeemAll(List.of(attempt, attempt)));

        assertThat(code).as("failure of redeemAll").isEqualTo(FailureCode.INVALID_ARGUMENT);
        bench.activeAre(id);
    }
}
