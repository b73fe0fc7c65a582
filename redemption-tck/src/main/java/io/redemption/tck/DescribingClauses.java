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

/** What is told of redeemables, and advice. */
final class DescribingClauses {
    private static final Validity CENTURY =
            new Validity(Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2101-01-01T00:00:00Z"));

    static final List<Clause> ALL = List.of(
            clause(1, "a coupon is described by its terms", DescribingClauses::couponTerms),
            clause(2, "a voucher is described by its terms", DescribingClauses::voucherTerms),
            clause(3, "a gift card is described by its terms", DescribingClauses::cardTerms),
            clause(4, "a redeemable is found by its code", DescribingClauses::byCode),
            clause(5, "an unknown id or code is an empty answer", DescribingClauses::unknown),
            clause(6, "what is told of a coupon's usage is true", DescribingClauses::couponUsage),
            clause(7, "what is told of a voucher's usage is true", DescribingClauses::voucherUsage),
            clause(8, "what is told of a card's balance is true", DescribingClauses::cardUsage),
            clause(
                    9,
                    "advice is favourable where redeeming succeeds, and records nothing",
                    DescribingClauses::goodAdvice),
            clause(10, "advice names the reasons for which redeeming is refused", DescribingClauses::badAdvice));

    private DescribingClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.DESCRIBING, number, sentence, body)
                .needing(
                        Requirement.REDEEMABLE_PORT,
                        bench -> assertThat(bench.describes())
                                .as("the port is a RedeemablePort")
                                .isFalse());
    }

    private static RedeemableState described(ClauseContext bench, RedeemableId id) throws InterruptedException {
        Optional<RedeemableState> state =
                bench.answer("lookup", () -> bench.describing().lookup(id, Freshness.FROM_ISSUER));
        assertThat(state).as("lookup").isPresent();
        return state.orElseThrow();
    }

    private static <T extends Redeemable> T terms(
            ClauseContext bench, Class<T> type, Redeemable issued, RedeemableId id) throws InterruptedException {
        Redeemable told = described(bench, id).redeemable();
        assertThat(told).as("kind").isInstanceOf(type);
        assertThat(told.id()).as("id").isEqualTo(id);
        assertThat(told.active()).as("active").isEqualTo(issued.active());
        assertThat(told.validity()).as("validity").isEqualTo(issued.validity());
        assertTold("code", told.code(), issued.code());
        assertTold("currency", told.currency(), issued.currency());
        return type.cast(told);
    }

    /** What is not told proves nothing; what is told has to be true. */
    private static void assertTold(String what, @Nullable Object told, @Nullable Object expected) {
        if (told != null) {
            assertThat(told).as(what).isEqualTo(expected);
        }
    }

    private static void couponTerms(ClauseContext bench) throws InterruptedException {
        for (Discount value : List.of(Discount.fixed("12.5"), Discount.percentage("15"))) {
            Coupon issued = Coupon.builder(bench.goods().coupon().build().id().value(), value)
                    .code(bench.goods().code())
                    .currency("USD")
                    .validity(CENTURY)
                    .totalLimit(100)
                    .perUserLimit(2)
                    .audience(Audience.EXISTING_USERS)
                    .build();
            RedeemableId id = bench.seed(issued);

            Coupon told = terms(bench, Coupon.class, issued, id);

            assertThat(told.value()).as("value").isEqualTo(value);
            assertThat(told.totalLimit()).as("total limit").isEqualTo(issued.totalLimit());
            assertThat(told.perUserLimit()).as("per-user limit").isEqualTo(issued.perUserLimit());
            assertThat(told.audience()).as("audience").isEqualTo(issued.audience());
        }
    }

    private static void voucherTerms(ClauseContext bench) throws InterruptedException {
        Voucher issued = bench.goods()
                .voucher()
                .code(bench.goods().code())
                .currency("USD")
                .validity(CENTURY)
                .build();
        RedeemableId id = bench.seed(issued);

        Voucher told = terms(bench, Voucher.class, issued, id);

        assertThat(told.value()).as("value").isEqualTo(issued.value());
        assertThat(told.singleUse()).as("single use").isTrue();
    }

    private static void cardTerms(ClauseContext bench) throws InterruptedException {
        GiftCard issued = bench.goods()
                .card("25")
                .code(bench.goods().code())
                .currency("USD")
                .active(false)
                .build();
        RedeemableId id = bench.seed(issued);

        GiftCard told = terms(bench, GiftCard.class, issued, id);

        assertThat(told.issuedValue()).as("issued value").isEqualTo(issued.issuedValue());
    }

    private static void byCode(ClauseContext bench) throws InterruptedException {
        for (Redeemable terms : List.of(
                bench.goods().coupon().code(bench.goods().code()).build(),
                bench.goods().voucher().code(bench.goods().code()).build(),
                bench.goods().card("10").code(bench.goods().code()).build())) {
            RedeemableId id = bench.seed(terms);
            Code code = Objects.requireNonNull(terms.code());

            Optional<RedeemableState> state =
                    bench.answer("lookup of a code", () -> bench.describing().lookup(code));

            assertThat(state.map(each -> each.redeemable().id())).as("id").contains(id);
        }
    }

    private static void unknown(ClauseContext bench) throws InterruptedException {
        for (RedeemableKind kind : RedeemableKind.values()) {
            RedeemableId id = bench.goods().unknown(kind);
            assertThat(bench.answer("lookup", () -> bench.describing().lookup(id, Freshness.FROM_ISSUER)))
                    .as("lookup of an unknown " + kind)
                    .isEmpty();
        }
        Code code = Code.of(bench.goods().code());
        assertThat(bench.answer("lookup of a code", () -> bench.describing().lookup(code)))
                .as("lookup of an unknown code")
                .isEmpty();
    }

    private static void couponUsage(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().build());
        bench.redeemed(bench.goods().use(id));
        Redemption second = bench.redeemed(bench.goods().use(id));
        assertTold("redemptions", described(bench, id).usage().redemptions(), 2L);

        bench.reversed(second);

        long left = bench.givesBack(RestoredOnReversal.USE) ? 1 : 2;
        assertTold("redemptions after a reversal", described(bench, id).usage().redemptions(), left);
    }

    private static void voucherUsage(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().voucher().build());
        assertTold("redeemed before", described(bench, id).usage().redeemed(), false);

        Redemption redemption = bench.redeemed(bench.goods().use(id));

        Usage used = described(bench, id).usage();
        assertTold("redeemed", used.redeemed(), true);
        assertTold("redeemed at", used.redeemedAt(), redemption.createdAt());
    }

    private static void cardUsage(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().card("10").build());
        assertTold("balance before", described(bench, id).usage().balance(), Amount.of("10"));

        bench.redeemed(bench.goods().spend(id, "3"));
        Redemption second = bench.redeemed(bench.goods().spend(id, bench.goods().smallest()));
        assertTold(
                "balance",
                described(bench, id).usage().balance(),
                Amount.of("7").minus(bench.goods().smallest()));

        bench.reversed(second);

        Amount left = bench.givesBack(RestoredOnReversal.BALANCE)
                ? Amount.of("7")
                : Amount.of("7").minus(bench.goods().smallest());
        assertTold("balance after a reversal", described(bench, id).usage().balance(), left);
    }

    private static ValidationResult advice(ClauseContext bench, RedemptionRequest.Builder request)
            throws InterruptedException {
        return bench.answer("validate", () -> bench.describing().validate(request.build()));
    }

    private static void goodAdvice(ClauseContext bench) throws InterruptedException {
        RedeemableId voucher = bench.seed(bench.goods().voucher().build());
        RedeemableId card = bench.seed(bench.goods().card("10").build());
        String user = bench.goods().user();

        for (int i = 0; i < 2; i++) {
            assertThat(advice(bench, RedemptionRequest.builder(voucher).user(user))
                            .violations())
                    .as("advice on a voucher")
                    .isEmpty();
            assertThat(advice(bench, RedemptionRequest.builder(card).value("10"))
                            .violations())
                    .as("advice on a card")
                    .isEmpty();
        }

        bench.activeAre(voucher);
        bench.activeAre(card);
        bench.redeemed(bench.goods().use(voucher, user));
        bench.redeemed(bench.goods().spend(card, "10"));
    }

    private static void badAdvice(ClauseContext bench) throws InterruptedException {
        RedeemableId coupon = bench.seed(bench.goods().coupon().totalLimit(1).build());
        RedeemableId voucher = bench.seed(bench.goods().voucher().build());
        RedeemableId card = bench.seed(bench.goods().card("10").build());
        RedeemableId unknown = bench.goods().unknown(RedeemableKind.COUPON);
        String user = bench.goods().user();
        bench.redeemed(bench.goods().use(coupon));
        bench.redeemed(bench.goods().use(voucher));

        ExpectedRefusal.explained(
                bench,
                advice(bench, RedemptionRequest.builder(coupon).user(user)).violations(),
                TOTAL_LIMIT_REACHED);
        ExpectedRefusal.explained(
                bench,
                advice(bench, RedemptionRequest.builder(voucher).user(user)).violations(),
                ALREADY_REDEEMED);
        ExpectedRefusal.explained(
                bench,
                advice(bench, RedemptionRequest.builder(card).value("11")).violations(),
                BALANCE_TOO_LOW);
        ExpectedRefusal.explained(
                bench,
                advice(bench, RedemptionRequest.builder(unknown).user(user)).violations(),
                UNKNOWN_REDEEMABLE);
    }
}
