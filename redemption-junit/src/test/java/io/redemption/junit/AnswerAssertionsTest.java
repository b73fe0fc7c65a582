package io.redemption.junit;

import static io.redemption.Operation.HISTORY;
import static io.redemption.Operation.REDEEM;
import static io.redemption.Operation.REDEEM_ALL;
import static io.redemption.ViolationCode.BALANCE_TOO_LOW;
import static io.redemption.ViolationCode.EXPIRED;
import static io.redemption.junit.RedemptionAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.Amount;
import io.redemption.BasketOutcome;
import io.redemption.FailureCode;
import io.redemption.GiftCard;
import io.redemption.HistoryQuery;
import io.redemption.RedeemableId;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionHistory;
import io.redemption.RedemptionId;
import io.redemption.RedemptionRequest;
import io.redemption.Resolution;
import io.redemption.Resolution.Obstacle;
import io.redemption.Ticket;
import io.redemption.checkout.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.inmemory.ManualTime;
import io.redemption.inmemory.ScriptedRedemptionPort;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Assertions about resolutions, baskets and histories, over real answers of a shop. */
@RedemptionTest
class AnswerAssertionsTest {
    private static final RedeemableId CARD = RedeemableId.giftCard("gift-1");

    private final Redemptions shop;
    private final ScriptedRedemptionPort trouble;
    private final ManualTime time;

    AnswerAssertionsTest(Redemptions shop, ScriptedRedemptionPort trouble, ManualTime time) {
        this.shop = shop;
        this.trouble = trouble;
        this.time = time;
    }

    @BeforeEach
    void issue(InMemoryRedemptionPort issuer) {
        issuer.issue(GiftCard.builder(CARD.value(), "100.00").build());
    }

    @Test
    void isConfirmed_appliedAndLost_leadsToTheRedemption() {
        trouble.next(REDEEM).lostAfterApplied();
        Ticket ticket = redeemInDoubt("30.00");

        Resolution resolution = shop.blocking().resolve(ticket);

        assertThat(resolution).isConfirmed().hasValue("30.00");
        assertThatThrownBy(() -> assertThat(resolution).isAbsent())
                .hasMessageContainingAll("Expected: absent", "but was: confirmed: Redemption[");
        assertThatThrownBy(() -> assertThat(resolution).isDuplicate()).hasMessageContaining("Expected: duplicate");
        assertThatThrownBy(() -> assertThat(resolution).isStillUnknown(Obstacle.TOO_EARLY))
                .hasMessageContaining("Expected: still unknown for TOO_EARLY");
    }

    @Test
    void isAbsent_lostUnderWay_holdsOnceItIsLateEnough() {
        trouble.next(REDEEM).lostBeforeApplied();
        Ticket ticket = redeemInDoubt("30.00");

        Resolution early = shop.blocking().resolve(ticket);
        time.advance(Duration.ofSeconds(70));
        Resolution late = shop.blocking().resolve(ticket);

        assertThat(early).isStillUnknown(Obstacle.TOO_EARLY);
        assertThat(late).isAbsent();
        assertThatThrownBy(() -> assertThat(late).isConfirmed())
                .hasMessageContainingAll(
                        "Expected: confirmed", "but was: absent, if nothing is executed more than PT1M");
    }

    @Test
    void isStillUnknown_otherObstacle_failsWithTheRightOne() {
        trouble.next(REDEEM).lostAfterApplied();
        Ticket ticket = redeemInDoubt("30.00");
        trouble.next(HISTORY).failed(FailureCode.NOT_REACHABLE);

        Resolution resolution = shop.blocking().resolve(ticket);

        assertThat(assertThat(resolution).isStillUnknown(Obstacle.NOT_READABLE).ticket())
                .isEqualTo(ticket);
        assertThatThrownBy(() -> assertThat(resolution).isStillUnknown(Obstacle.TOO_EARLY))
                .hasMessageContaining("but was: still unknown for NOT_READABLE: unknown for NO_ANSWER: REDEEM");
        assertThatThrownBy(() -> assertThat(resolution).isAbsent()).isInstanceOf(AssertionError.class);
    }

    @Test
    void isDuplicate_twoRedemptions_holds() {
        Redemption redemption = redeem("10.00");
        Resolution duplicate = new Resolution.Duplicate(List.of(redemption, redemption));

        assertThat(duplicate).isDuplicate();
        assertThatThrownBy(() -> assertThat(duplicate).isConfirmed())
                .hasMessageContaining("but was: duplicate: [Redemption[");
    }

    @Test
    void basket_allRedeemed_isToldFromTheOthers() {
        BasketOutcome basket = shop.blocking().redeemAll(basket("10.00", "20.00"));

        assertThat(basket).isRedeemed().item(1).hasValue("20.00");
        assertThatThrownBy(() -> assertThat(basket).isRedeemed().item(2)).hasMessageContaining("Expected: an item 2");
        assertThatThrownBy(() -> assertThat(basket).isRefused())
                .hasMessageContainingAll("Expected: none redeemed", "but was: all redeemed: [Redemption[");
        assertThatThrownBy(() -> assertThat(basket).isUnknown()).hasMessageContaining("Expected: basket unknown");
    }

    @Test
    void basket_noneRedeemed_isToldFromTheOthers() {
        BasketOutcome basket = shop.blocking().redeemAll(basket("10.00", "200.00"));

        assertThat(basket).isRefused().onlyAt(1).item(1).hasExactly(BALANCE_TOO_LOW);
        assertThatThrownBy(() -> assertThat(basket).isRefused().onlyAt(0, 1))
                .hasMessageContainingAll("Expected: refused items [0, 1]", "item 1 refused: balance_too_low");
        assertThatThrownBy(() -> assertThat(basket).isRefused().item(0))
                .hasMessageContaining("Expected: a refused item 0");
        assertThatThrownBy(() -> assertThat(basket).isRefused().item(1).hasExactly(EXPIRED))
                .hasMessageContaining("missing: [expired]");
        assertThatThrownBy(() -> assertThat(basket).isRedeemed())
                .hasMessageContaining("but was: none redeemed: item 1 refused");
    }

    @Test
    void basket_inDoubt_isToldFromTheOthers() {
        trouble.next(REDEEM_ALL).lostAfterApplied();

        BasketOutcome basket = shop.blocking().redeemAll(basket("10.00", "20.00"));

        UnknownBasketAssert doubt = assertThat(basket).isUnknown().hasTickets(2);
        assertThat(shop.blocking().resolve(doubt.tickets().get(1)))
                .isConfirmed()
                .hasValue("20.00");
        assertThatThrownBy(() -> doubt.hasTickets(1)).hasMessageContainingAll("tickets: 1", "tickets: 2");
        assertThatThrownBy(() -> assertThat(basket).isRedeemed())
                .hasMessageContaining("but was: basket unknown for NO_ANSWER");
    }

    @Test
    void history_ofTwoRedemptions_isComparedNewestFirst() {
        RedemptionId first = redeem("10.00").id();
        RedemptionId second = redeem("20.50").id();

        RedemptionHistory history = history(HistoryQuery.ALL);

        assertThat(history).isProven().containsExactly(second, first).hasTotal(Amount.of("30.50"));
        assertThatThrownBy(() -> assertThat(history).containsExactly(first, second))
                .hasMessageContaining("in another order");
        assertThatThrownBy(() -> assertThat(history).containsExactly(first))
                .hasMessageContaining("not expected: [" + second + "]");
        assertThatThrownBy(() -> assertThat(history).isEmpty()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(history).hasTotal(Amount.of("30.51")))
                .hasMessageContainingAll("Expected: total 30.51", "but was: total 30.50 of [Redemption[");
    }

    @Test
    void history_empty_isEmptyAndComesToNothing() {
        RedemptionHistory history = history(HistoryQuery.ALL);

        assertThat(history).isEmpty().hasTotal(Amount.ZERO);
        assertThatThrownBy(() -> assertThat(history).containsExactly(RedemptionId.of("res-1")))
                .hasMessageContaining("missing: [res-1]");
    }

    @Test
    void isProven_cutHistory_fails() {
        redeem("10.00");
        redeem("20.00");

        RedemptionHistory history = history(HistoryQuery.ALL.limit(1));

        assertThatThrownBy(() -> assertThat(history).isProven())
                .hasMessageContainingAll("Expected: completeness PROVEN", "but was: completeness CUT");
    }

    private Redemption redeem(String value) {
        return assertThat(shop.blocking().redeem(request(value))).isRedeemed().redemption();
    }

    private Ticket redeemInDoubt(String value) {
        return assertThat(shop.blocking().redeem(request(value))).isUnknown().ticket();
    }

    private List<RedemptionAttempt> basket(String... values) {
        return List.of(values).stream()
                .map(value -> shop.prepare(request(value)))
                .toList();
    }

    private RedemptionHistory history(HistoryQuery query) {
        return shop.blocking().history(CARD, query).orElseThrow();
    }

    private static RedemptionRequest request(String value) {
        return RedemptionRequest.of(CARD).value(value).build();
    }
}
