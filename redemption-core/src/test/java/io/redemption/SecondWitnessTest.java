package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.Code;
import io.redemption.model.Completeness;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.Freshness;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Resolution.StillUnknown;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.Usage;
import io.redemption.model.ValidationResult;
import io.redemption.model.Voucher;
import io.redemption.port.RedeemablePort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A list that does not say whether it is complete is, if card or voucher agree with it before and after it. */
class SecondWitnessTest {
    private static final Duration HORIZON = Duration.ofSeconds(70);
    private static final Redeemable CARD = GiftCard.builder("gc-1", "500.00").build();

    private final Shop shop = new Shop(new ProgrammedPort());
    private final LyingIssuer issuer = new LyingIssuer(shop.time);
    private final List<Freshness> lookups = new ArrayList<>();
    private Supplier<Optional<RedeemableState>> state = () -> Optional.of(card("500.00", spent()));
    private final Redemptions redemptions =
            shop.builder().redeemables(new Lookups()).build();

    SecondWitnessTest() {
        issuer.serve(shop.port);
        issuer.completeness = Completeness.UNKNOWN;
    }

    private final class Lookups implements RedeemablePort {
        @Override
        public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
            lookups.add(freshness);
            return CompletableFuture.completedStage(state.get());
        }

        @Override
        public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
            return CompletableFuture.failedStage(new UnsupportedOperationException("not used"));
        }

        @Override
        public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
            return CompletableFuture.failedStage(new UnsupportedOperationException("not used"));
        }
    }

    private static RedeemableState card(String issued, Amount spent) {
        return new RedeemableState(
                GiftCard.builder("gc-1", issued).build(),
                Usage.ofBalance(Amount.of(issued).minus(spent)),
                null);
    }

    private Amount spent() {
        Amount sum = Amount.ZERO;
        for (Redemption redemption : issuer.record) {
            Amount value = redemption.value();
            sum = value == null ? sum : sum.plus(value);
        }
        return sum;
    }

    @Test
    void resolve_valuesSumUpToWhatTheCardLost_isAbsent() {
        assertThat(lostBefore()).isInstanceOf(Absent.class);
        assertThat(lookups).containsExactly(Freshness.FROM_ISSUER, Freshness.FROM_ISSUER);
    }

    /** Ours is booked and not listed: the card shows that something is missing. */
    @Test
    void resolve_cardLostMoreThanIsListed_isStillUnknown() {
        assertThat(hidden()).isEqualTo(Obstacle.LIST_NOT_COMPLETE);
    }

    @Test
    void resolve_cardLostLessThanIsListed_isStillUnknown() {
        state = () -> Optional.of(card("500.00", Amount.of("10.00")));

        assertThat(why(lostBefore())).isEqualTo(Obstacle.LIST_NOT_COMPLETE);
    }

    @Test
    void resolve_cardChangesMeanwhile_isStillUnknown() {
        int[] looks = {0};
        state = () -> Optional.of(card("500.00", looks[0]++ == 0 ? spent() : spent().plus(Amount.of("1.00"))));

        assertThat(why(lostBefore())).isEqualTo(Obstacle.LIST_NOT_COMPLETE);
    }

    @Test
    void resolve_cardUnknownOrWithoutBalance_isStillUnknown() {
        state = Optional::empty;
        assertThat(why(lostBefore())).isEqualTo(Obstacle.LIST_NOT_COMPLETE);

        state = () -> Optional.of(new RedeemableState(CARD, Usage.UNKNOWN, null));
        assertThat(why(lostBefore())).isEqualTo(Obstacle.LIST_NOT_COMPLETE);

        Redeemable withoutValue = new GiftCard(Samples.CARD, null, null, null, null, null);
        state = () -> Optional.of(new RedeemableState(withoutValue, Usage.ofBalance(Amount.of("1.00")), null));
        assertThat(why(lostBefore())).isEqualTo(Obstacle.LIST_NOT_COMPLETE);
    }

    @Test
    void resolve_lookupFails_isStillUnknown() {
        state = () -> {
            throw new IllegalStateException("away");
        };

        assertThat(why(lostBefore())).isEqualTo(Obstacle.LIST_NOT_COMPLETE);
    }

    @Test
    void resolve_listedOnlyAtTheSecondLook_isConfirmed() {
        prove(Samples.CARD);
        issuer.answersAreLost = true;
        RedemptionAttempt attempt = redemptions.prepare(Samples.aRequest().build());
        Ticket ticket = ((Unknown) Shop.now(redemptions.redeem(attempt))).ticket();
        var honest = shop.port.onHistory;
        int[] looks = {0};
        shop.port.onHistory = query -> looks[0]++ > 0
                ? honest.apply(query)
                : honest.apply(query)
                        .thenApply(all -> all.map(page -> new io.redemption.model.RedemptionHistory(
                                page.redemptions().subList(1, page.redemptions().size()),
                                null,
                                null,
                                page.completeness(),
                                null)));
        shop.time.advance(HORIZON);

        assertThat(Shop.now(redemptions.resolve(ticket))).isInstanceOf(Confirmed.class);
    }

    @Test
    void resolve_listIsKnownToBeCut_isStillUnknown() {
        issuer.completeness = Completeness.CUT;

        assertThat(why(lostBefore())).isEqualTo(Obstacle.LIST_NOT_COMPLETE);
    }

    @Test
    void resolve_voucherIsNotRedeemedAndNothingListed_isAbsentAndOtherwiseUnknown() {
        RedeemableId voucher = RedeemableId.voucher("v-1");
        Redeemable terms = Voucher.builder("v-1", Discount.fixed("5")).build();
        prove(RedeemableId.voucher("v-other"));
        issuer.record.clear();

        state = () -> Optional.of(new RedeemableState(terms, Usage.ofVoucher(true, null), null));
        assertThat(why(lostBefore(voucher))).isEqualTo(Obstacle.LIST_NOT_COMPLETE);
        state = () -> Optional.of(new RedeemableState(terms, Usage.UNKNOWN, null));
        assertThat(why(lostBefore(voucher))).isEqualTo(Obstacle.LIST_NOT_COMPLETE);
        state = () -> Optional.of(new RedeemableState(terms, Usage.ofVoucher(false, null), null));
        assertThat(lostBefore(voucher)).isInstanceOf(Absent.class);
    }

    @Test
    void resolve_coupon_hasNoSecondWitness() {
        RedeemableId coupon = RedeemableId.coupon("c-1");
        Redeemable terms = Coupon.builder("c-1", Discount.fixed("5")).build();
        prove(RedeemableId.coupon("c-other"));
        issuer.record.clear();
        state = () -> Optional.of(new RedeemableState(terms, Usage.ofVoucher(false, null), null));

        assertThat(why(lostBefore(coupon))).isEqualTo(Obstacle.LIST_NOT_COMPLETE);
        assertThat(lookups).isEmpty();
    }

    private Resolution lostBefore() {
        prove(Samples.CARD);
        return lostBefore(Samples.CARD);
    }

    private Resolution lostBefore(RedeemableId on) {
        shop.port.onRedeem = asked -> CompletableFuture.failedStage(new IllegalStateException("lost"));
        return resolved(on);
    }

    private Obstacle hidden() {
        prove(Samples.CARD);
        issuer.answersAreLost = true;
        issuer.listing = r -> r;
        var honest = shop.port.onHistory;
        shop.port.onHistory = query -> honest.apply(query)
                .thenApply(all -> all.map(page -> new io.redemption.model.RedemptionHistory(
                        page.redemptions().stream()
                                .filter(r -> "prover".equals(r.redeemer().userId()))
                                .toList(),
                        null,
                        null,
                        page.completeness(),
                        null)));
        return why(resolved(Samples.CARD));
    }

    private Resolution resolved(RedeemableId on) {
        RedemptionAttempt attempt = redemptions.prepare(request(on, "user-1"));
        Ticket ticket = ((Unknown) Shop.now(redemptions.redeem(attempt))).ticket();
        shop.time.advance(HORIZON);
        return Shop.now(redemptions.resolve(ticket));
    }

    private void prove(RedeemableId on) {
        issuer.serve(shop.port);
        Shop.now(redemptions.redeem(redemptions.prepare(request(on, "prover"))));
    }

    private static RedemptionRequest request(RedeemableId on, String user) {
        return RedemptionRequest.builder(on).user(user).value("50.00").build();
    }

    private static Obstacle why(Resolution resolution) {
        return ((StillUnknown) resolution).why();
    }
}
