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

/** What a redemption tells. */
final class RedeemingClauses {
    static final List<Clause> ALL = List.of(
            clause(1, "a coupon redemption echoes its request", bench -> echoes(bench, coupon(bench), false)),
            clause(2, "a coupon redemption with a value echoes it", bench -> echoes(bench, coupon(bench), true)),
            clause(3, "a voucher redemption echoes its request", bench -> echoes(bench, voucher(bench), false)),
            clause(4, "a voucher redemption with a value echoes it", bench -> echoes(bench, voucher(bench), true)),
            clause(5, "a gift card is redeemed for a user", bench -> echoes(bench, card(bench), true)),
            clause(6, "a gift card is redeemed by nobody in particular", RedeemingClauses::anonymously),
            clause(7, "a transaction id of 255 characters is kept as sent", RedeemingClauses::keepsTransaction)
                    .needing(Capability.KEEPS_TRANSACTION_IDS, RedeemingClauses::doesNotContradictTransaction),
            clause(8, "no transaction id is sent, and none appears", RedeemingClauses::withoutTransaction)
                    .needing(Capability.KEEPS_TRANSACTION_IDS, RedeemingClauses::withoutKeptTransaction),
            clause(9, "a user called 0 is a user like any other", RedeemingClauses::userZero),
            clause(10, "the smallest and the largest amount are exact", RedeemingClauses::extremeAmounts),
            clause(11, "each redemption has an id of its own", RedeemingClauses::ownIds),
            clause(12, "a redemption tells the issuer's time in whole seconds", RedeemingClauses::tellsTime)
                    .needing(Requirement.ISSUER_CLOCK, RedeemingClauses::tellsSomeTime),
            clause(13, "texts of any script are kept as sent", RedeemingClauses::keepsTexts));

    private RedeemingClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.REDEEMING, number, sentence, body);
    }

    private static Redeemable coupon(ClauseContext bench) {
        return bench.goods().coupon().build();
    }

    private static Redeemable voucher(ClauseContext bench) {
        return bench.goods().voucher().build();
    }

    private static Redeemable card(ClauseContext bench) {
        return bench.goods().card("50").build();
    }

    private static void echoes(ClauseContext bench, Redeemable terms, boolean withValue) throws InterruptedException {
        RedeemableId id = bench.seed(terms);
        RedemptionRequest.Builder request = RedemptionRequest.builder(id)
                .user(bench.goods().user())
                .email("shopper@example.com")
                .phone("5550100");
        RedemptionAttempt attempt = bench.goods().attempt(withValue ? request.value("7") : request);

        Redemption redemption = bench.redeemed(attempt);

        assertThat(redemption.redeemable()).as("redeemable").isEqualTo(id);
        assertThat(redemption.redeemer())
                .as("redeemer")
                .isEqualTo(attempt.request().redeemer());
        assertThat(redemption.value()).as("value").isEqualTo(attempt.request().value());
        if (bench.can(Capability.KEEPS_TRANSACTION_IDS)) {
            assertThat(redemption.transactionId()).as("transaction").isEqualTo(attempt.transactionId());
        }
        bench.activeAre(id, redemption);
    }

    private static void anonymously(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(card(bench));

        Redemption redemption = bench.redeemed(bench.goods().spend(id, "7"));

        assertThat(redemption.redeemer()).as("redeemer").isEqualTo(Redeemer.ANONYMOUS);
        assertThat(redemption.value()).as("value").isEqualTo(Amount.of("7"));
    }

    /**
     * A request that any redeemable of the kinds accepts, under a long transaction id that a system may be tempted to
     * cut.
     */
    private static RedemptionAttempt withLongTransaction(ClauseContext bench, RedeemableId id) {
        String transaction = (bench.goods().transaction() + "x".repeat(255)).substring(0, 255);
        return bench.goods()
                .attempt(RedemptionRequest.builder(id)
                        .user(bench.goods().user())
                        .value("1")
                        .uniqueTransaction(transaction));
    }

    private static void keepsTransaction(ClauseContext bench) throws InterruptedException {
        for (Redeemable terms : List.of(coupon(bench), voucher(bench), card(bench))) {
            RedeemableId id = bench.seed(terms);
            RedemptionAttempt attempt = withLongTransaction(bench, id);

            Redemption redemption = bench.redeemed(attempt);

            assertThat(redemption.transactionId()).as("transaction").isEqualTo(attempt.transactionId());
            bench.activeAre(id, redemption);
        }
    }

    /** Dropped or cut, but never another one: {@code redeemed} checks that. */
    private static void doesNotContradictTransaction(ClauseContext bench) throws InterruptedException {
        for (Redeemable terms : List.of(coupon(bench), voucher(bench), card(bench))) {
            bench.redeemed(withLongTransaction(bench, bench.seed(terms)));
        }
    }

    private static void withoutTransaction(ClauseContext bench) throws InterruptedException {
        for (RedeemableKind kind : RedeemableKind.values()) {
            assertThat(unmarked(bench, kind).transactionId()).as("transaction").isNull();
        }
    }

    private static void withoutKeptTransaction(ClauseContext bench) throws InterruptedException {
        for (RedeemableKind kind : RedeemableKind.values()) {
            unmarked(bench, kind);
        }
    }

    private static Redemption unmarked(ClauseContext bench, RedeemableKind kind) throws InterruptedException {
        RedeemableId id = bench.seed(
                switch (kind) {
                    case COUPON -> coupon(bench);
                    case VOUCHER -> voucher(bench);
                    case GIFT_CARD -> card(bench);
                });
        return bench.redeemed(bench.goods()
                .attempt(RedemptionRequest.builder(id)
                        .user(bench.goods().user())
                        .value("1")
                        .transaction(new TransactionChoice.AsGiven(null))));
    }

    private static void userZero(ClauseContext bench) throws InterruptedException {
        RedeemableId coupon = bench.seed(bench.goods().coupon().perUserLimit(1).build());
        RedeemableId card = bench.seed(card(bench));

        Redemption ofCoupon = bench.redeemed(bench.goods().use(coupon, "0"));
        Redemption ofCard = bench.redeemed(
                bench.goods().attempt(RedemptionRequest.builder(card).user("0").value("1")));

        assertThat(ofCoupon.redeemer().userId()).as("user").isEqualTo("0");
        assertThat(ofCard.redeemer().userId()).as("user").isEqualTo("0");
        bench.refused(bench.goods().use(coupon, "0"), io.redemption.model.ViolationCode.USER_LIMIT_REACHED);
    }

    private static void extremeAmounts(ClauseContext bench) throws InterruptedException {
        Amount largest = bench.goods().largest();
        Amount smallest = bench.goods().smallest();
        RedeemableId coupon = bench.seed(coupon(bench));
        RedeemableId card = bench.seed(bench.goods().card(largest.toString()).build());

        Redemption most = bench.redeemed(bench.goods().spend(card, largest.minus(smallest)));
        Redemption rest = bench.redeemed(bench.goods().spend(card, smallest));
        Redemption ofCoupon = bench.redeemed(bench.goods()
                .attempt(RedemptionRequest.builder(coupon)
                        .user(bench.goods().user())
                        .value(largest)));

        assertThat(most.value()).as("value").isEqualTo(largest.minus(smallest));
        assertThat(rest.value()).as("value").isEqualTo(smallest);
        assertThat(ofCoupon.value()).as("value").isEqualTo(largest);
        bench.activeAre(card, most, rest);
        bench.activeAre(coupon, ofCoupon);
    }

    private static void ownIds(ClauseContext bench) throws InterruptedException {
        RedeemableId first = bench.seed(coupon(bench));
        RedeemableId second = bench.seed(coupon(bench));
        String user = bench.goods().user();

        List<Redemption> redemptions = List.of(
                bench.redeemed(bench.goods().use(first, user)),
                bench.redeemed(bench.goods().use(first, user)),
                bench.redeemed(bench.goods().use(second, user)));

        assertThat(redemptions).extracting(Redemption::id).as("ids").doesNotHaveDuplicates();
    }

    private static void tellsTime(ClauseContext bench) throws InterruptedException {
        IssuerClock clock = java.util.Objects.requireNonNull(bench.clock());
        RedeemableId id = bench.seed(coupon(bench));
        Instant before = clock.now().truncatedTo(ChronoUnit.SECONDS);

        Redemption redemption = bench.redeemed(bench.goods().use(id));

        assertThat(redemption.createdAt()).as("created").isBetween(before, clock.now());
        assertThat(redemption.createdAt())
                .as("created")
                .isEqualTo(redemption.createdAt().truncatedTo(ChronoUnit.SECONDS));
    }

    private static void tellsSomeTime(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(coupon(bench));

        Redemption redemption = bench.redeemed(bench.goods().use(id));

        assertThat(redemption.createdAt())
                .as("created")
                .isEqualTo(redemption.createdAt().truncatedTo(ChronoUnit.SECONDS));
    }

    private static void keepsTexts(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(card(bench));
        String user = "Zoë 陳 \"7\" <a&b> \\ 😀 " + bench.goods().user();
        RedemptionAttempt attempt = bench.goods()
                .attempt(RedemptionRequest.builder(id)
                        .user(user)
                        .value("1")
                        .transaction(new TransactionChoice.Unique(
                                TransactionId.of("тест/" + bench.goods().transaction()))));

        Redemption redemption = bench.redeemed(attempt);

        assertThat(redemption.redeemer().userId()).as("user").isEqualTo(user);
        bench.activeAre(id, redemption);
    }
}
