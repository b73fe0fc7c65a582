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

/** Clauses about redeeming several redeemables, all or nothing. */
final class BasketClauses {
    static final List<Clause> ALL = List.of(
            clause(1, "a basket is redeemed in its order", BasketClauses::all),
            clause(2, "one refused item keeps all others from being redeemed", BasketClauses::oneRefused),
            clause(3, "all refused items are reported by their positions", BasketClauses::allRefusals),
            clause(4, "earlier items of a basket count against the same limit", BasketClauses::sameCoupon),
            clause(5, "earlier items of a basket count against the same balance", BasketClauses::sameCard),
            clause(6, "an empty basket is an argument error", BasketClauses::empty),
            clause(7, "an attempt twice in one basket is an argument error", BasketClauses::twice));

    private BasketClauses() {}

    static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.BASKETS, number, sentence, context -> {
            if (supported(context)) {
                body.prove(context);
            }
        });
    }

    /** Returns whether baskets are supported. If not, proves that they fail with that code and redeem nothing. */
    static boolean supported(ClauseContext context) throws InterruptedException {
        if (context.can(Capability.ATOMIC_BASKET)) {
            return true;
        }
        context.lacks("the port does not declare ATOMIC_BASKET; redeemAll failed with NOT_SUPPORTED, as it must");
        RedeemableId id = context.seed(context.data().coupon().build());

        FailureCode code = context.failure(
                "redeemAll",
                () -> context.port().redeemAll(List.of(context.data().use(id))));

        assertThat(code).as("failure of redeemAll").isEqualTo(FailureCode.NOT_SUPPORTED);
        context.activeAre(id);
        return false;
    }

    static BasketOutcome redeemAll(ClauseContext context, List<RedemptionAttempt> attempts)
            throws InterruptedException {
        return context.answer("redeemAll", () -> context.port().redeemAll(attempts));
    }

    static List<Redemption> redeemed(ClauseContext context, List<RedemptionAttempt> attempts)
            throws InterruptedException {
        BasketOutcome outcome = redeemAll(context, attempts);
        assertThat(outcome).as("redeemAll").isInstanceOf(AllRedeemed.class);
        List<Redeemed> items = ((AllRedeemed) outcome).redeemed();
        assertThat(items).as("items").hasSameSizeAs(attempts);
        for (int i = 0; i < attempts.size(); i++) {
            String field = context.contradiction(attempts.get(i), items.get(i).redemption());
            assertThat(field).as("field of item " + i + " that contradicts").isNull();
        }
        return items.stream().map(Redeemed::redemption).toList();
    }

    /** Redeems a basket, which has to be refused for these reasons at these positions only. */
    static Map<Integer, Refused> refused(
            ClauseContext context, List<RedemptionAttempt> attempts, Map<Integer, ViolationCode> expected)
            throws InterruptedException {
        BasketOutcome outcome = redeemAll(context, attempts);
        assertThat(outcome).as("redeemAll").isInstanceOf(NoneRedeemed.class);
        Map<Integer, Refused> refusals = ((NoneRedeemed) outcome).refusals();
        assertThat(refusals.keySet()).as("refused positions").isEqualTo(expected.keySet());
        refusals.forEach((position, refused) -> ExpectedRefusal.explained(
                context, refused.violations(), Objects.requireNonNull(expected.get(position))));
        return refusals;
    }

    private static void all(ClauseContext context) throws InterruptedException {
        RedeemableId coupon = context.seed(context.data().coupon().totalLimit(1).build());
        RedeemableId voucher = context.seed(context.data().voucher().build());
        RedeemableId card = context.seed(context.data().card("10").build());

        List<Redemption> redemptions = redeemed(
                context,
                List.of(
                        context.data().use(voucher),
                        context.data().spend(card, "10"),
                        context.data().use(coupon)));

        context.activeAre(voucher, redemptions.get(0));
        context.activeAre(card, redemptions.get(1));
        context.activeAre(coupon, redemptions.get(2));
        context.refused(context.data().spend(card, "1"), BALANCE_TOO_LOW);
        context.refused(context.data().use(coupon), TOTAL_LIMIT_REACHED);
    }

    private static void oneRefused(ClauseContext context) throws InterruptedException {
        RedeemableId coupon = context.seed(context.data().coupon().totalLimit(1).build());
        RedeemableId card = context.seed(context.data().card("10").build());
        RedeemableId voucher = context.seed(context.data().voucher().build());

        refused(
                context,
                List.of(
                        context.data().use(coupon),
                        context.data().spend(card, "11"),
                        context.data().use(voucher)),
                Map.of(1, BALANCE_TOO_LOW));

        context.activeAre(coupon);
        context.activeAre(card);
        context.activeAre(voucher);
        context.redeemed(context.data().use(coupon));
        context.redeemed(context.data().spend(card, "10"));
        context.redeemed(context.data().use(voucher));
    }

    private static void allRefusals(ClauseContext context) throws InterruptedException {
        RedeemableId fine = context.seed(context.data().coupon().build());
        RedeemableId off = context.seed(context.data().coupon().active(false).build());
        RedeemableId over = context.seed(context.data()
                .voucher()
                .validity(Validity.until(Instant.parse("2001-01-01T00:00:00Z")))
                .build());
        RedeemableId unknown = context.data().unknown(RedeemableKind.COUPON);

        refused(
                context,
                List.of(
                        context.data().use(off),
                        context.data().use(fine),
                        context.data().use(over),
                        context.data().use(unknown)),
                Map.of(0, INACTIVE, 2, EXPIRED, 3, UNKNOWN_REDEEMABLE));

        context.activeAre(fine);
    }

    private static void sameCoupon(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().totalLimit(2).build());

        refused(
                context,
                List.of(
                        context.data().use(id),
                        context.data().use(id),
                        context.data().use(id)),
                Map.of(2, TOTAL_LIMIT_REACHED));

        context.activeAre(id);
        redeemed(context, List.of(context.data().use(id), context.data().use(id)));
    }

    private static void sameCard(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().card("10").build());

        refused(
                context,
                List.of(context.data().spend(id, "6"), context.data().spend(id, "5")),
                Map.of(1, BALANCE_TOO_LOW));

        context.activeAre(id);
        redeemed(context, List.of(context.data().spend(id, "6"), context.data().spend(id, "4")));
        context.refused(context.data().spend(id, context.data().smallest()), BALANCE_TOO_LOW);
    }

    private static void empty(ClauseContext context) throws InterruptedException {
        FailureCode code = context.failure("redeemAll", () -> context.port().redeemAll(List.of()));

        assertThat(code).as("failure of redeemAll").isEqualTo(FailureCode.INVALID_ARGUMENT);
    }

    private static void twice(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        RedemptionAttempt attempt = context.data().use(id);

        FailureCode code = context.failure("redeemAll", () -> context.port().redeemAll(List.of(attempt, attempt)));

        assertThat(code).as("failure of redeemAll").isEqualTo(FailureCode.INVALID_ARGUMENT);
        context.activeAre(id);
    }
}
