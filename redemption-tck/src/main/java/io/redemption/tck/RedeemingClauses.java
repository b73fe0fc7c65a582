package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.Capability;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Clauses about the content of a redemption. */
final class RedeemingClauses {
    static final List<Clause> ALL = List.of(
            clause(1, "a coupon redemption echoes its request", context -> echoes(context, coupon(context), false)),
            clause(2, "a coupon redemption with a value echoes it", context -> echoes(context, coupon(context), true)),
            clause(3, "a voucher redemption echoes its request", context -> echoes(context, voucher(context), false)),
            clause(
                    4,
                    "a voucher redemption with a value echoes it",
                    context -> echoes(context, voucher(context), true)),
            clause(5, "a gift card is redeemed for a user", context -> echoes(context, card(context), true)),
            clause(6, "a gift card is redeemed without a user", RedeemingClauses::anonymously),
            clause(7, "a transaction id of 255 characters is kept as sent", RedeemingClauses::keepsTransaction)
                    .needing(Capability.KEEPS_TRANSACTION_IDS, RedeemingClauses::doesNotContradictTransaction),
            clause(8, "no transaction id is sent, and none appears", RedeemingClauses::withoutTransaction)
                    .needing(Capability.KEEPS_TRANSACTION_IDS, RedeemingClauses::withoutKeptTransaction),
            clause(9, "a user called 0 is a user like any other", RedeemingClauses::userZero),
            clause(10, "the smallest and the largest amount are exact", RedeemingClauses::extremeAmounts),
            clause(11, "each redemption has its own id", RedeemingClauses::ownIds),
            clause(12, "a redemption has the issuer's time in whole seconds", RedeemingClauses::tellsTime)
                    .needing(Requirement.ISSUER_CLOCK, RedeemingClauses::tellsSomeTime),
            clause(13, "texts of any script are kept as sent", RedeemingClauses::keepsTexts));

    private RedeemingClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.REDEEMING, number, sentence, body);
    }

    private static Redeemable coupon(ClauseContext context) {
        return context.data().coupon().build();
    }

    private static Redeemable voucher(ClauseContext context) {
        return context.data().voucher().build();
    }

    private static Redeemable card(ClauseContext context) {
        return context.data().card("50").build();
    }

    private static void echoes(ClauseContext context, Redeemable terms, boolean withValue) throws InterruptedException {
        RedeemableId id = context.seed(terms);
        RedemptionRequest.Builder request = RedemptionRequest.builder(id)
                .user(context.data().user())
                .email("shopper@example.com")
                .phone("5550100");
        RedemptionAttempt attempt = context.data().attempt(withValue ? request.value("7") : request);

        Redemption redemption = context.redeemed(attempt);

        assertThat(redemption.redeemable()).as("redeemable").isEqualTo(id);
        assertThat(redemption.redeemer())
                .as("redeemer")
                .isEqualTo(attempt.request().redeemer());
        assertThat(redemption.value()).as("value").isEqualTo(attempt.request().value());
        if (context.can(Capability.KEEPS_TRANSACTION_IDS)) {
            assertThat(redemption.transactionId()).as("transaction").isEqualTo(attempt.transactionId());
        }
        context.activeAre(id, redemption);
    }

    private static void anonymously(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(card(context));

        Redemption redemption = context.redeemed(context.data().spend(id, "7"));

        assertThat(redemption.redeemer()).as("redeemer").isEqualTo(Redeemer.ANONYMOUS);
        assertThat(redemption.value()).as("value").isEqualTo(Amount.of("7"));
    }

    /**
     * Makes an attempt that coupons, vouchers and cards accept, under a long transaction id that an issuer could
     * truncate.
     */
    private static RedemptionAttempt withLongTransaction(ClauseContext context, RedeemableId id) {
        String transaction = (context.data().transaction() + "x".repeat(255)).substring(0, 255);
        return context.data()
                .attempt(RedemptionRequest.builder(id)
                        .user(context.data().user())
                        .value("1")
                        .uniqueTransaction(transaction));
    }

    private static void keepsTransaction(ClauseContext context) throws InterruptedException {
        for (Redeemable terms : List.of(coupon(context), voucher(context), card(context))) {
            RedeemableId id = context.seed(terms);
            RedemptionAttempt attempt = withLongTransaction(context, id);

            Redemption redemption = context.redeemed(attempt);

            assertThat(redemption.transactionId()).as("transaction").isEqualTo(attempt.transactionId());
            context.activeAre(id, redemption);
        }
    }

    /** The id may be dropped, but not changed: {@code redeemed} checks that. */
    private static void doesNotContradictTransaction(ClauseContext context) throws InterruptedException {
        for (Redeemable terms : List.of(coupon(context), voucher(context), card(context))) {
            context.redeemed(withLongTransaction(context, context.seed(terms)));
        }
    }

    private static void withoutTransaction(ClauseContext context) throws InterruptedException {
        for (RedeemableKind kind : RedeemableKind.values()) {
            assertThat(unmarked(context, kind).transactionId())
                    .as("transaction")
                    .isNull();
        }
    }

    private static void withoutKeptTransaction(ClauseContext context) throws InterruptedException {
        for (RedeemableKind kind : RedeemableKind.values()) {
            unmarked(context, kind);
        }
    }

    private static Redemption unmarked(ClauseContext context, RedeemableKind kind) throws InterruptedException {
        RedeemableId id = context.seed(
                switch (kind) {
                    case COUPON -> coupon(context);
                    case VOUCHER -> voucher(context);
                    case GIFT_CARD -> card(context);
                });
        return context.redeemed(context.data()
                .attempt(RedemptionRequest.builder(id)
                        .user(context.data().user())
                        .value("1")
                        .transaction(new TransactionChoice.AsGiven(null))));
    }

    private static void userZero(ClauseContext context) throws InterruptedException {
        RedeemableId coupon =
                context.seed(context.data().coupon().perUserLimit(1).build());
        RedeemableId card = context.seed(card(context));

        Redemption ofCoupon = context.redeemed(context.data().use(coupon, "0"));
        Redemption ofCard = context.redeemed(
                context.data().attempt(RedemptionRequest.builder(card).user("0").value("1")));

        assertThat(ofCoupon.redeemer().userId()).as("user").isEqualTo("0");
        assertThat(ofCard.redeemer().userId()).as("user").isEqualTo("0");
        context.refused(context.data().use(coupon, "0"), io.redemption.model.ViolationCode.USER_LIMIT_REACHED);
    }

    private static void extremeAmounts(ClauseContext context) throws InterruptedException {
        Amount largest = context.data().largest();
        Amount smallest = context.data().smallest();
        RedeemableId coupon = context.seed(coupon(context));
        RedeemableId card = context.seed(context.data().card(largest.toString()).build());

        Redemption most = context.redeemed(context.data().spend(card, largest.minus(smallest)));
        Redemption rest = context.redeemed(context.data().spend(card, smallest));
        Redemption ofCoupon = context.redeemed(context.data()
                .attempt(RedemptionRequest.builder(coupon)
                        .user(context.data().user())
                        .value(largest)));

        assertThat(most.value()).as("value").isEqualTo(largest.minus(smallest));
        assertThat(rest.value()).as("value").isEqualTo(smallest);
        assertThat(ofCoupon.value()).as("value").isEqualTo(largest);
        context.activeAre(card, most, rest);
        context.activeAre(coupon, ofCoupon);
    }

    private static void ownIds(ClauseContext context) throws InterruptedException {
        RedeemableId first = context.seed(coupon(context));
        RedeemableId second = context.seed(coupon(context));
        String user = context.data().user();

        List<Redemption> redemptions = List.of(
                context.redeemed(context.data().use(first, user)),
                context.redeemed(context.data().use(first, user)),
                context.redeemed(context.data().use(second, user)));

        assertThat(redemptions).extracting(Redemption::id).as("ids").doesNotHaveDuplicates();
    }

    private static void tellsTime(ClauseContext context) throws InterruptedException {
        IssuerClock clock = java.util.Objects.requireNonNull(context.clock());
        RedeemableId id = context.seed(coupon(context));
        Instant before = clock.now().truncatedTo(ChronoUnit.SECONDS);

        Redemption redemption = context.redeemed(context.data().use(id));

        assertThat(redemption.createdAt()).as("created").isBetween(before, clock.now());
        assertThat(redemption.createdAt())
                .as("created")
                .isEqualTo(redemption.createdAt().truncatedTo(ChronoUnit.SECONDS));
    }

    private static void tellsSomeTime(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(coupon(context));

        Redemption redemption = context.redeemed(context.data().use(id));

        assertThat(redemption.createdAt())
                .as("created")
                .isEqualTo(redemption.createdAt().truncatedTo(ChronoUnit.SECONDS));
    }

    private static void keepsTexts(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(card(context));
        String user = "Zoë 陳 \"7\" <a&b> \\ 😀 " + context.data().user();
        RedemptionAttempt attempt = context.data()
                .attempt(RedemptionRequest.builder(id)
                        .user(user)
                        .value("1")
                        .transaction(new TransactionChoice.Unique(
                                TransactionId.of("тест/" + context.data().transaction()))));

        Redemption redemption = context.redeemed(attempt);

        assertThat(redemption.redeemer().userId()).as("user").isEqualTo(user);
        context.activeAre(id, redemption);
    }
}
