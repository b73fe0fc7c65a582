package io.redemption.tck;

import static io.redemption.model.ViolationCode.ALREADY_REDEEMED;
import static io.redemption.model.ViolationCode.BALANCE_TOO_LOW;
import static io.redemption.model.ViolationCode.TOTAL_LIMIT_REACHED;
import static io.redemption.model.ViolationCode.UNKNOWN_REDEEMABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.Audience;
import io.redemption.model.Code;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.Freshness;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Usage;
import io.redemption.model.ValidationResult;
import io.redemption.model.Validity;
import io.redemption.model.Voucher;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Clauses about reads and validation of redeemables. */
final class DescribingClauses {
    private static final Validity CENTURY =
            new Validity(Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2101-01-01T00:00:00Z"));

    static final List<Clause> ALL = List.of(
            clause(1, "a coupon is described by its terms", DescribingClauses::couponTerms),
            clause(2, "a voucher is described by its terms", DescribingClauses::voucherTerms),
            clause(3, "a gift card is described by its terms", DescribingClauses::cardTerms),
            clause(4, "a redeemable is found by its code", DescribingClauses::byCode),
            clause(5, "an unknown id or code is an empty answer", DescribingClauses::unknown),
            clause(6, "what is reported of a coupon's usage is true", DescribingClauses::couponUsage),
            clause(7, "what is reported of a voucher's usage is true", DescribingClauses::voucherUsage),
            clause(8, "what is reported of a card's balance is true", DescribingClauses::cardUsage),
            clause(
                    9,
                    "a request is valid where redeeming succeeds, and validating records nothing",
                    DescribingClauses::goodAdvice),
            clause(10, "validation names the reasons for which redeeming is refused", DescribingClauses::badAdvice));

    private DescribingClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.DESCRIBING, number, sentence, body)
                .needing(
                        Requirement.REDEEMABLE_PORT,
                        context -> assertThat(context.describes())
                                .as("the port is a RedeemablePort")
                                .isFalse());
    }

    private static RedeemableState described(ClauseContext context, RedeemableId id) throws InterruptedException {
        Optional<RedeemableState> state =
                context.answer("lookup", () -> context.describing().lookup(id, Freshness.FROM_ISSUER));
        assertThat(state).as("lookup").isPresent();
        return state.orElseThrow();
    }

    private static <T extends Redeemable> T terms(
            ClauseContext context, Class<T> type, Redeemable issued, RedeemableId id) throws InterruptedException {
        Redeemable described = described(context, id).redeemable();
        assertThat(described).as("kind").isInstanceOf(type);
        assertThat(described.id()).as("id").isEqualTo(id);
        assertThat(described.active()).as("active").isEqualTo(issued.active());
        assertThat(described.validity()).as("validity").isEqualTo(issued.validity());
        assertTrueIfKnown("code", described.code(), issued.code());
        assertTrueIfKnown("currency", described.currency(), issued.currency());
        return type.cast(described);
    }

    /** Asserts that a value is true if it is reported. */
    private static void assertTrueIfKnown(String what, @Nullable Object described, @Nullable Object expected) {
        if (described != null) {
            assertThat(described).as(what).isEqualTo(expected);
        }
    }

    private static void couponTerms(ClauseContext context) throws InterruptedException {
        for (Discount value : List.of(Discount.fixed("12.5"), Discount.percentage("15"))) {
            Coupon issued = Coupon.builder(context.data().coupon().build().id().value(), value)
                    .code(context.data().code())
                    .currency("USD")
                    .validity(CENTURY)
                    .totalLimit(100)
                    .perUserLimit(2)
                    .audience(Audience.EXISTING_USERS)
                    .build();
            RedeemableId id = context.seed(issued);

            Coupon described = terms(context, Coupon.class, issued, id);

            assertThat(described.value()).as("value").isEqualTo(value);
            assertThat(described.totalLimit()).as("total limit").isEqualTo(issued.totalLimit());
            assertThat(described.perUserLimit()).as("per-user limit").isEqualTo(issued.perUserLimit());
            assertThat(described.audience()).as("audience").isEqualTo(issued.audience());
        }
    }

    private static void voucherTerms(ClauseContext context) throws InterruptedException {
        Voucher issued = context.data()
                .voucher()
                .code(context.data().code())
                .currency("USD")
                .validity(CENTURY)
                .build();
        RedeemableId id = context.seed(issued);

        Voucher described = terms(context, Voucher.class, issued, id);

        assertThat(described.value()).as("value").isEqualTo(issued.value());
        assertThat(described.singleUse()).as("single use").isTrue();
    }

    private static void cardTerms(ClauseContext context) throws InterruptedException {
        GiftCard issued = context.data()
                .card("25")
                .code(context.data().code())
                .currency("USD")
                .active(false)
                .build();
        RedeemableId id = context.seed(issued);

        GiftCard described = terms(context, GiftCard.class, issued, id);

        assertThat(described.issuedValue()).as("issued value").isEqualTo(issued.issuedValue());
    }

    private static void byCode(ClauseContext context) throws InterruptedException {
        for (Redeemable terms : List.of(
                context.data().coupon().code(context.data().code()).build(),
                context.data().voucher().code(context.data().code()).build(),
                context.data().card("10").code(context.data().code()).build())) {
            RedeemableId id = context.seed(terms);
            Code code = Objects.requireNonNull(terms.code());

            Optional<RedeemableState> state = context.answer(
                    "lookup of a code", () -> context.describing().lookup(code));

            assertThat(state.map(each -> each.redeemable().id())).as("id").contains(id);
        }
    }

    private static void unknown(ClauseContext context) throws InterruptedException {
        for (RedeemableKind kind : RedeemableKind.values()) {
            RedeemableId id = context.data().unknown(kind);
            assertThat(context.answer("lookup", () -> context.describing().lookup(id, Freshness.FROM_ISSUER)))
                    .as("lookup of an unknown " + kind)
                    .isEmpty();
        }
        Code code = Code.of(context.data().code());
        assertThat(context.answer("lookup of a code", () -> context.describing().lookup(code)))
                .as("lookup of an unknown code")
                .isEmpty();
    }

    private static void couponUsage(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        context.redeemed(context.data().use(id));
        Redemption second = context.redeemed(context.data().use(id));
        assertTrueIfKnown("redemptions", described(context, id).usage().redemptions(), 2L);

        context.reversed(second);

        long left = context.restores(RestoredOnReversal.USE) ? 1 : 2;
        assertTrueIfKnown(
                "redemptions after a reversal", described(context, id).usage().redemptions(), left);
    }

    private static void voucherUsage(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().voucher().build());
        assertTrueIfKnown("redeemed before", described(context, id).usage().redeemed(), false);

        Redemption redemption = context.redeemed(context.data().use(id));

        Usage used = described(context, id).usage();
        assertTrueIfKnown("redeemed", used.redeemed(), true);
        assertTrueIfKnown("redeemed at", used.redeemedAt(), redemption.createdAt());
    }

    private static void cardUsage(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().card("10").build());
        assertTrueIfKnown("balance before", described(context, id).usage().balance(), Amount.of("10"));

        context.redeemed(context.data().spend(id, "3"));
        Redemption second =
                context.redeemed(context.data().spend(id, context.data().smallest()));
        assertTrueIfKnown(
                "balance",
                described(context, id).usage().balance(),
                Amount.of("7").minus(context.data().smallest()));

        context.reversed(second);

        Amount left = context.restores(RestoredOnReversal.BALANCE)
                ? Amount.of("7")
                : Amount.of("7").minus(context.data().smallest());
        assertTrueIfKnown(
                "balance after a reversal", described(context, id).usage().balance(), left);
    }

    private static ValidationResult result(ClauseContext context, RedemptionRequest.Builder request)
            throws InterruptedException {
        return context.answer("validate", () -> context.describing().validate(request.build()));
    }

    private static void goodAdvice(ClauseContext context) throws InterruptedException {
        RedeemableId voucher = context.seed(context.data().voucher().build());
        RedeemableId card = context.seed(context.data().card("10").build());
        String user = context.data().user();

        for (int i = 0; i < 2; i++) {
            assertThat(result(context, RedemptionRequest.builder(voucher).user(user))
                            .violations())
                    .as("advice on a voucher")
                    .isEmpty();
            assertThat(result(context, RedemptionRequest.builder(card).value("10"))
                            .violations())
                    .as("advice on a card")
                    .isEmpty();
        }

        context.activeAre(voucher);
        context.activeAre(card);
        context.redeemed(context.data().use(voucher, user));
        context.redeemed(context.data().spend(card, "10"));
    }

    private static void badAdvice(ClauseContext context) throws InterruptedException {
        RedeemableId coupon = context.seed(context.data().coupon().totalLimit(1).build());
        RedeemableId voucher = context.seed(context.data().voucher().build());
        RedeemableId card = context.seed(context.data().card("10").build());
        RedeemableId unknown = context.data().unknown(RedeemableKind.COUPON);
        String user = context.data().user();
        context.redeemed(context.data().use(coupon));
        context.redeemed(context.data().use(voucher));

        ExpectedRefusal.explained(
                context,
                result(context, RedemptionRequest.builder(coupon).user(user)).violations(),
                TOTAL_LIMIT_REACHED);
        ExpectedRefusal.explained(
                context,
                result(context, RedemptionRequest.builder(voucher).user(user)).violations(),
                ALREADY_REDEEMED);
        ExpectedRefusal.explained(
                context,
                result(context, RedemptionRequest.builder(card).value("11")).violations(),
                BALANCE_TOO_LOW);
        ExpectedRefusal.explained(
                context,
                result(context, RedemptionRequest.builder(unknown).user(user)).violations(),
                UNKNOWN_REDEEMABLE);
    }
}
