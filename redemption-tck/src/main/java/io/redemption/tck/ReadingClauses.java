package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Clauses about reads of redemptions. */
final class ReadingClauses {
    static final List<Clause> ALL = List.of(
            clause(1, "a redemption is found as it was acknowledged", ReadingClauses::found),
            clause(2, "an unknown redemption is not found", ReadingClauses::unknownRedemption),
            clause(3, "a redemption of another redeemable is not found", ReadingClauses::ofAnother),
            clause(
                    4,
                    "an unknown redeemable has no history, an unused one an empty history",
                    ReadingClauses::emptiness),
            clause(5, "a history is newest first", ReadingClauses::newestFirst),
            clause(
                    6,
                    "the next history holds an acknowledged redemption, and no reversed one",
                    ReadingClauses::ownWrites),
            clause(7, "a history of a transaction holds its redemptions and no others", ReadingClauses::ofTransaction)
                    .needing(Capability.KEEPS_TRANSACTION_IDS, ReadingClauses::notOfOtherTransactions),
            clause(8, "a history is proven complete", ReadingClauses::proven)
                    .needing(Capability.PROVEN_HISTORY, ReadingClauses::notProven),
            clause(
                    9,
                    "a reported count is the number of active redemptions, whatever the query",
                    ReadingClauses::count),
            clause(10, "pages hold each redemption once, and say when they are cut", ReadingClauses::pages)
                    .needing(Capability.PAGED_HISTORY, ReadingClauses::unpaged),
            clause(11, "pages lose and repeat nothing while others redeem", ReadingClauses::stablePages)
                    .needing(Capability.PAGED_HISTORY, ReadingClauses::unpaged),
            clause(12, "a history has the issuer's time", ReadingClauses::issuerTime)
                    .needing(Capability.ISSUER_TIME, ReadingClauses::noIssuerTime),
            clause(13, "a history that was read before does not change", ReadingClauses::immutable),
            clause(14, "a long history is complete", ReadingClauses::longHistory));

    private ReadingClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.READING, number, sentence, body);
    }

    /** Redeems a coupon several times and returns the redemptions, newest first. */
    private static List<Redemption> redeemed(ClauseContext context, RedeemableId id, int times)
            throws InterruptedException {
        List<Redemption> redemptions = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            redemptions.add(context.redeemed(context.data().use(id)));
        }
        Collections.reverse(redemptions);
        return redemptions;
    }

    private static void found(ClauseContext context) throws InterruptedException {
        RedeemableId coupon = context.seed(context.data().coupon().build());
        RedeemableId card = context.seed(context.data().card("10").build());
        Redemption ofCoupon = redeemed(context, coupon, 2).get(1);
        Redemption ofCard = context.redeemed(context.data().spend(card, "3"));

        for (Redemption each : List.of(ofCoupon, ofCard)) {
            for (Freshness freshness : Freshness.values()) {
                Optional<Redemption> found =
                        context.answer("find", () -> context.port().find(each.redeemable(), each.id(), freshness));
                assertThat(found).as("find, " + freshness).contains(each);
            }
        }
    }

    private static void unknownRedemption(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        redeemed(context, id, 1);

        ExpectedRead.absent(context, id, context.data().unknownRedemption());
    }

    private static void ofAnother(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        RedeemableId other = context.seed(context.data().coupon().build());
        RedeemableId voucher = context.seed(context.data().voucher().build());
        Redemption redemption = redeemed(context, id, 1).get(0);

        ExpectedRead.absent(context, other, redemption.id());
        ExpectedRead.absent(context, voucher, redemption.id());
    }

    private static void emptiness(ClauseContext context) throws InterruptedException {
        RedeemableId unused = context.seed(context.data().card("10").build());

        context.activeAre(unused);

        for (RedeemableKind kind : RedeemableKind.values()) {
            Optional<RedemptionHistory> history = context.answer(
                    "history",
                    () -> context.port().history(context.data().unknown(kind), HistoryQuery.ALL_FROM_ISSUER));
            assertThat(history).as("history of an unknown " + kind).isEmpty();
        }
    }

    private static void newestFirst(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());

        List<Redemption> redemptions = redeemed(context, id, 4);

        assertThat(context.active(id)).as("active redemptions").containsExactlyElementsOf(redemptions);
    }

    private static void ownWrites(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        List<Redemption> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            expected.add(context.redeemed(context.data().use(id)));
            context.activeAre(id, expected.toArray(Redemption[]::new));
        }
        for (int i = 0; i < 3; i++) {
            context.reversed(expected.remove(1));
            context.activeAre(id, expected.toArray(Redemption[]::new));
        }
    }

    private static List<Redemption> ofTransaction(ClauseContext context, RedeemableId id, String transaction)
            throws InterruptedException {
        return context.history(id, HistoryQuery.ofTransaction(TransactionId.of(transaction)))
                .redemptions();
    }

    private static void ofTransaction(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        String transaction = context.data().transaction();
        redeemed(context, id, 2);
        RedemptionRequest.Builder request =
                RedemptionRequest.builder(id).transaction(new TransactionChoice.AsGiven(TransactionId.of(transaction)));
        Redemption first = context.redeemed(
                context.data().attempt(request.user(context.data().user())));
        redeemed(context, id, 1);
        Redemption second = context.redeemed(
                context.data().attempt(request.user(context.data().user())));

        assertThat(ofTransaction(context, id, transaction))
                .as("of the transaction")
                .containsExactly(second, first);
        assertThat(ofTransaction(context, id, context.data().transaction()))
                .as("of an unknown transaction")
                .isEmpty();
        assertThat(ofTransaction(context, id, transaction.substring(0, transaction.length() - 1)))
                .as("of a transaction whose id is a part of it")
                .isEmpty();
    }

    private static void notOfOtherTransactions(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        redeemed(context, id, 2);

        assertThat(ofTransaction(context, id, context.data().transaction()))
                .as("of an unknown transaction")
                .isEmpty();
    }

    private static void proven(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        assertThat(context.history(id, HistoryQuery.ALL_FROM_ISSUER).completeness())
                .as("completeness of an empty history")
                .isEqualTo(Completeness.PROVEN);
        redeemed(context, id, 2);

        RedemptionHistory history = context.history(id, HistoryQuery.ALL_FROM_ISSUER);

        assertThat(history.redemptions()).as("redemptions").hasSize(2);
        assertThat(history.completeness()).as("completeness").isEqualTo(Completeness.PROVEN);
        assertThat(history.nextCursor()).as("next cursor").isNull();
    }

    /** Without the capability, a history need not be proven, but a short one is not truncated. */
    private static void notProven(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        redeemed(context, id, 2);

        RedemptionHistory history = context.history(id, HistoryQuery.ALL_FROM_ISSUER);

        assertThat(history.redemptions()).as("redemptions").hasSize(2);
        assertThat(history.completeness()).as("completeness").isNotEqualTo(Completeness.CUT);
    }

    private static void count(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        List<Redemption> redemptions = redeemed(context, id, 3);
        context.reversed(redemptions.get(1));

        for (HistoryQuery query : List.of(
                HistoryQuery.ALL_FROM_ISSUER,
                HistoryQuery.ALL_FROM_ISSUER.limit(1),
                HistoryQuery.ofTransaction(TransactionId.of(context.data().transaction())))) {
            Long count = context.history(id, query).reportedCount();
            assertThat(count == null ? 2L : count).as("reported count, if any").isEqualTo(2L);
        }
    }

    private static void pages(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        List<Redemption> redemptions = redeemed(context, id, 5);
        HistoryQuery query = HistoryQuery.ALL_FROM_ISSUER.limit(2);

        RedemptionHistory first = context.history(id, query);
        RedemptionHistory second = context.history(id, query.after(cursor(first)));
        RedemptionHistory third = context.history(id, query.after(cursor(second)));

        assertThat(first.redemptions()).as("first page").isEqualTo(redemptions.subList(0, 2));
        assertThat(second.redemptions()).as("second page").isEqualTo(redemptions.subList(2, 4));
        assertThat(third.redemptions()).as("third page").isEqualTo(redemptions.subList(4, 5));
        assertThat(first.completeness())
                .as("completeness of a page that is cut")
                .isEqualTo(Completeness.CUT);
        assertThat(third.nextCursor()).as("cursor after the end").isNull();
        assertThat(context.history(id, HistoryQuery.ALL_FROM_ISSUER.limit(5)).redemptions())
                .as("a page that holds all")
                .isEqualTo(redemptions);
    }

    private static String cursor(RedemptionHistory page) {
        String cursor = page.nextCursor();
        assertThat(cursor).as("next cursor").isNotNull();
        return java.util.Objects.requireNonNull(cursor);
    }

    private static void stablePages(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        List<Redemption> redemptions = redeemed(context, id, 5);
        HistoryQuery query = HistoryQuery.ALL_FROM_ISSUER.limit(2);

        RedemptionHistory first = context.history(id, query);
        redeemed(context, id, 2);
        context.reversed(redemptions.get(0));
        RedemptionHistory second = context.history(id, query.after(cursor(first)));

        assertThat(second.redemptions()).as("second page").isEqualTo(redemptions.subList(2, 4));
    }

    /** An issuer without pages may return more than the limit, but returns the newest, in order. */
    private static void unpaged(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        List<Redemption> redemptions = redeemed(context, id, 3);

        RedemptionHistory history = context.history(id, HistoryQuery.ALL_FROM_ISSUER.limit(2));

        int given = history.redemptions().size();
        assertThat(given).as("how many").isBetween(2, 3);
        assertThat(history.redemptions()).as("newest").isEqualTo(redemptions.subList(0, given));
        if (given < 3) {
            assertThat(history.completeness()).as("completeness").isEqualTo(Completeness.CUT);
        }
    }

    private static void issuerTime(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        Redemption redemption = redeemed(context, id, 1).get(0);

        Instant reported = context.history(id, HistoryQuery.ALL_FROM_ISSUER).issuerTime();

        assertThat(reported).as("issuer's time").isNotNull().isAfterOrEqualTo(redemption.createdAt());
        IssuerClock clock = context.clock();
        if (clock != null) {
            Instant now = clock.now();
            assertThat(reported).as("issuer's time").isBetween(now.truncatedTo(ChronoUnit.SECONDS), now);
        }
    }

    private static void noIssuerTime(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());

        assertThat(context.history(id, HistoryQuery.ALL_FROM_ISSUER).redemptions())
                .isEmpty();
    }

    private static void immutable(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        List<Redemption> redemptions = redeemed(context, id, 2);
        RedemptionHistory before = context.history(id, HistoryQuery.ALL);

        redeemed(context, id, 1);
        context.reversed(redemptions.get(0));

        assertThat(before.redemptions()).as("what was read before").isEqualTo(redemptions);
    }

    private static void longHistory(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());

        List<Redemption> redemptions = redeemed(context, id, 50);

        assertThat(context.active(id)).as("active redemptions").isEqualTo(redemptions);
        Redemption oldest = redemptions.get(49);
        assertThat(context.answer("find", () -> context.port().find(id, oldest.id(), Freshness.FROM_ISSUER)))
                .as("oldest")
                .contains(oldest);
    }
}
