package io.redemption.inmemory;

import static io.redemption.inmemory.MemoryFixtures.aCard;
import static io.redemption.inmemory.MemoryFixtures.aCoupon;
import static io.redemption.inmemory.MemoryFixtures.aVoucher;
import static io.redemption.inmemory.MemoryFixtures.await;
import static io.redemption.inmemory.MemoryFixtures.by;
import static io.redemption.inmemory.MemoryFixtures.codes;
import static io.redemption.inmemory.MemoryFixtures.issued;
import static io.redemption.inmemory.MemoryFixtures.redeemed;
import static io.redemption.inmemory.MemoryFixtures.spending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.redemption.model.Audience;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.NothingToReverse;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Usage;
import org.junit.jupiter.api.Test;

class InMemoryReverseTest {
    private final InMemoryRedemptionPort generous = MemoryFixtures.anIssuer();
    private final InMemoryRedemptionPort strict = InMemoryRedemptionPort.builder()
            .time(MemoryFixtures.noon())
            .reversalPolicy(ReversalPolicy.NOTHING)
            .build();

    private static RedemptionOutcome redeem(InMemoryRedemptionPort issuer, RedemptionAttempt attempt) {
        return await(issuer.redeem(attempt));
    }

    private static ReversalOutcome reverse(InMemoryRedemptionPort issuer, Redemption redemption) {
        return await(issuer.reverse(Reversal.of(redemption)));
    }

    private static Usage usage(InMemoryRedemptionPort issuer, RedeemableId id) {
        return await(issuer.lookup(id, Freshness.FROM_ISSUER))
                .map(RedeemableState::usage)
                .orElseThrow();
    }

    @Test
    void reverse_coupon_givesBackUseAndUserSlot() {
        RedeemableId coupon =
                issued(generous, aCoupon().totalLimit(1).perUserLimit(1).build());
        Redemption redemption = redeemed(redeem(generous, by("anna", coupon)));

        ReversalOutcome outcome = reverse(generous, redemption);

        assertThat(outcome).isEqualTo(new Reversed(Reversal.of(redemption)));
        assertThat(usage(generous, coupon).redemptions()).isZero();
        assertThat(redeem(generous, by("anna", coupon))).isInstanceOf(Redeemed.class);
    }

    @Test
    void reverse_couponWithoutGiveBack_keepsUseAndUserSlot() {
        RedeemableId coupon =
                issued(strict, aCoupon().totalLimit(1).perUserLimit(1).build());
        Redemption redemption = redeemed(redeem(strict, by("anna", coupon)));

        reverse(strict, redemption);

        assertThat(codes(redeem(strict, by("anna", coupon))))
                .containsExactly("total_limit_reached", "user_limit_reached");
        assertThat(await(strict.history(coupon, HistoryQuery.ALL)).orElseThrow().redemptions())
                .isEmpty();
    }

    @Test
    void reverse_onlyCouponOfAUser_makesHerNewAgainIfTheSlotIsGivenBack() {
        RedeemableId coupon =
                issued(generous, aCoupon().audience(Audience.NEW_USERS).build());
        RedeemableId kept =
                issued(strict, aCoupon().audience(Audience.NEW_USERS).build());

        reverse(generous, redeemed(redeem(generous, by("anna", coupon))));
        reverse(strict, redeemed(redeem(strict, by("anna", kept))));

        assertThat(redeem(generous, by("anna", coupon))).isInstanceOf(Redeemed.class);
        assertThat(codes(redeem(strict, by("anna", kept)))).containsExactly("new_users_only");
    }

    @Test
    void reverse_oneOfTwoCouponsOfAUser_leavesHerExisting() {
        RedeemableId coupon = issued(generous, aCoupon().build());
        RedeemableId welcome =
                issued(generous, aCoupon().audience(Audience.NEW_USERS).build());
        Redemption first = redeemed(redeem(generous, by("anna", coupon)));
        redeemed(redeem(generous, by("anna", coupon)));

        reverse(generous, first);

        assertThat(codes(redeem(generous, by("anna", welcome)))).containsExactly("new_users_only");
    }

    @Test
    void reverse_voucher_canBeRedeemedAgainIfItIsGivenBack() {
        RedeemableId voucher = issued(generous, aVoucher().build());
        RedeemableId kept = issued(strict, aVoucher().build());

        reverse(generous, redeemed(redeem(generous, by("anna", voucher))));
        reverse(strict, redeemed(redeem(strict, by("anna", kept))));

        assertThat(usage(generous, voucher).redeemed()).isFalse();
        assertThat(redeem(generous, by("anna", voucher))).isInstanceOf(Redeemed.class);
        assertThat(usage(strict, kept).redeemed()).isTrue();
        assertThat(codes(redeem(strict, by("anna", kept)))).containsExactly("already_redeemed");
    }

    @Test
    void reverse_giftCard_restoresTheBalanceIfItIsGivenBack() {
        RedeemableId card = issued(generous, aCard("10").build());
        RedeemableId kept = issued(strict, aCard("10").build());

        reverse(generous, redeemed(redeem(generous, spending("4", card))));
        reverse(strict, redeemed(redeem(strict, spending("4", kept))));

        assertThat(usage(generous, card).balance()).hasToString("10.00");
        assertThat(usage(strict, kept).balance()).hasToString("6.00");
    }

    @Test
    void reverse_twice_givesBackOnce() {
        RedeemableId card = issued(generous, aCard("10").build());
        Redemption redemption = redeemed(redeem(generous, spending("4", card)));

        reverse(generous, redemption);
        ReversalOutcome again = reverse(generous, redemption);

        assertThat(again).isInstanceOf(NothingToReverse.class);
        assertThat(usage(generous, card).balance()).hasToString("10.00");
    }

    @Test
    void reverse_redemptionOfAnotherRedeemableOrNone_findsNothing() {
        RedeemableId card = issued(generous, aCard("10").build());
        RedeemableId other = issued(generous, aCard("10").build());
        Redemption redemption = redeemed(redeem(generous, spending("4", card)));

        ReversalOutcome wrongCard = await(generous.reverse(new Reversal(other, redemption.id())));
        ReversalOutcome wrongId = await(generous.reverse(new Reversal(card, RedemptionId.of("res-none"))));
        ReversalOutcome nowhere =
                await(generous.reverse(new Reversal(RedeemableId.giftCard("nowhere"), redemption.id())));

        assertThat(wrongCard).isInstanceOf(NothingToReverse.class);
        assertThat(wrongId).isInstanceOf(NothingToReverse.class);
        assertThat(nowhere).isInstanceOf(NothingToReverse.class);
        assertThat(usage(generous, card).balance()).hasToString("6.00");
    }

    @Test
    void reverse_redemption_leavesItInTheLedgerAndOutOfTheHistory() {
        RedeemableId coupon = issued(generous, aCoupon().build());
        Redemption redemption = redeemed(redeem(generous, by("anna", coupon)));

        reverse(generous, redemption);

        RedemptionHistory history =
                await(generous.history(coupon, HistoryQuery.ALL)).orElseThrow();
        assertThat(history.redemptions()).isEmpty();
        assertThat(history.reportedCount()).isZero();
        assertThat(await(generous.find(coupon, redemption.id(), Freshness.FROM_ISSUER)))
                .isEmpty();
        assertThat(generous.ledger(coupon))
                .extracting(LedgerEntry::number, LedgerEntry::type, LedgerEntry::redemption)
                .containsExactly(
                        tuple(1L, LedgerEntry.Type.REDEMPTION, redemption),
                        tuple(2L, LedgerEntry.Type.REVERSAL, redemption));
    }
}
