package io.redemption.testing;

import static io.redemption.model.Operation.HISTORY;
import static io.redemption.model.Operation.REDEEM;
import static io.redemption.model.Operation.REDEEM_ALL;
import static io.redemption.model.Operation.REVERSE;
import static io.redemption.model.ViolationCode.ATTEMPT_REUSED;
import static io.redemption.model.ViolationCode.ATTEMPT_REVERSED;
import static io.redemption.model.ViolationCode.BALANCE_TOO_LOW;
import static io.redemption.model.ViolationCode.EXPIRED;
import static io.redemption.model.ViolationCode.TRANSACTION_REUSED;
import static io.redemption.testing.RedemptionAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Amount;
import io.redemption.model.BasketOutcome;
import io.redemption.model.FailureCode;
import io.redemption.model.GiftCard;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Assertions about resolutions, baskets and histories, over real answers of a shop. */
@RedemptionTest
class AnswerAssertionsTest {
    private static final RedeemableId CARD = RedeemableId.giftCard("gift-1");

    private final Redemptions shop;
    private final ScriptedRedemptionPort port;
    private final ManualTime time;

    AnswerAssertionsTest(Redemptions shop, ScriptedRedemptionPort port, ManualTime time) {
        this.shop = shop;
        this.port = port;
        this.time = time;
    }

    @BeforeEach
    void issue(InMemoryRedemptionPort issuer) {
        issuer.issue(GiftCard.builder(CARD.value(), "100.00").build());
    }

    @Test
    void isConfirmed_appliedAndLost_leadsToTheRedemption() {
        port.next(REDEEM).lostAfterApplied();
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
        port.next(REDEEM).lostBeforeApplied();
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
        port.next(REDEEM).lostAfterApplied();
        Ticket ticket = redeemInDoubt("30.00");
        port.next(HISTORY).failed(FailureCode.NOT_REACHABLE);

        Resolution resolution = shop.blocking().resolve(ticket);

        assertThat(assertThat(resolution).isStillUnknown(Obstacle.NOT_READABLE).ticket())
                .isEqualTo(ticket);
        assertThatThrownBy(() -> assertThat(resolution).isStillUnknown(Obstacle.TOO_EARLY))
                .hasMessageContaining("but was: still unknown for NOT_READABLE: unknown for NO_ANSWER: REDEEM");
        assertThatThrownBy(() -> assertThat(resolution).isAbsent()).isInstanceOf(AssertionError.class);
    }

    @Test
    void hasFound_transactionIdOfAnother_namesItsRedemption() {
        Redemption others = assertThat(shop.blocking().redeem(request("20.00", "order-7")))
                .isRedeemed()
                .redemption();
        ScriptedRedemptionPort lossy = ScriptedRedemptionPort.over(port, time);
        lossy.next(REDEEM).lostBeforeApplied();
        Redemptions otherShop = Redemptions.builder(lossy).time(time).build();
        Ticket ticket = assertThat(otherShop.blocking().redeem(request("30.00", "order-7")))
                .isUnknown()
                .ticket();

        Resolution resolution = otherShop.blocking().resolve(ticket);

        assertThat(resolution).hasFound(others.id()).isStillUnknown(Obstacle.MARKER_TAKEN);
        assertThatThrownBy(() -> assertThat(resolution).hasFound())
                .hasMessageContainingAll(
                        "Expected: still unknown, found []",
                        "but was: still unknown for MARKER_TAKEN, found [" + others.id() + "]: unknown for NO_ANSWER",
                        "not expected: [" + others.id() + "]");
        assertThatThrownBy(() -> assertThat(resolution).isStillUnknown(Obstacle.CANDIDATES_FOUND))
                .hasMessageContaining("Expected: still unknown for CANDIDATES_FOUND");
    }

    @Test
    void hasFound_candidates_areComparedInAnyOrder() {
        port.next(REDEEM).lostBeforeApplied();
        Ticket ticket = redeemInDoubt("30.00");
        RedemptionId one = RedemptionId.of("res-1");
        RedemptionId two = RedemptionId.of("res-2");
        Resolution resolution = new Resolution.StillUnknown(ticket, Obstacle.CANDIDATES_FOUND, List.of(one, two));

        assertThat(resolution).hasFound(two, one).isStillUnknown(Obstacle.CANDIDATES_FOUND);
        assertThatThrownBy(() -> assertThat(resolution).hasFound(one, RedemptionId.of("res-3")))
                .hasMessageContainingAll("missing: [res-3]", "not expected: [res-2]");
        assertThatThrownBy(() -> assertThat(resolution).isAbsent())
                .hasMessageContaining("but was: still unknown for CANDIDATES_FOUND, found [res-1, res-2]: unknown for");
    }

    @Test
    void hasFound_otherResolution_failsWithWhatCame() {
        port.next(REDEEM).lostAfterApplied();
        Resolution confirmed = shop.blocking().resolve(redeemInDoubt("30.00"));

        assertThatThrownBy(() -> assertThat(confirmed).hasFound())
                .hasMessageContainingAll("Expected: still unknown, found []", "but was: confirmed: Redemption[");
    }

    @Test
    void isRefusedWith_newReasons_tellWhatHappened() {
        RedemptionAttempt attempt = shop.prepare(request("30.00", "order-7"));
        Redemption redemption =
                assertThat(shop.blocking().redeem(attempt)).isRedeemed().redemption();

        assertThat(shop.blocking().redeem(request("20.00", "order-7")))
                .isRefusedWith(TRANSACTION_REUSED)
                .hasParameter(TRANSACTION_REUSED, "redeemed", "yes");
        assertThat(shop.blocking().redeem(shop.prepare(request("20.00"), attempt.id())))
                .isRefusedWith(ATTEMPT_REUSED)
                .hasParameter(ATTEMPT_REUSED, "redeemed", "yes");
        assertThat(shop.blocking().reverse(Reversal.of(redemption))).isReversed();
        assertThat(shop.blocking().redeem(attempt)).isRefusedWith(ATTEMPT_REVERSED);
        assertThatThrownBy(() -> assertThat(shop.blocking().redeem(attempt)).isRefusedWith(ATTEMPT_REUSED))
                .hasMessageContaining("but was: refused: attempt_reversed");
    }

    @Test
    void reversal_lostUnderWay_isResolvedInBothDirections() {
        Redemption kept = redeem("10.00");
        Redemption gone = redeem("20.00");
        port.next(REVERSE).lostBeforeApplied();
        port.next(REVERSE).lostAfterApplied();

        Ticket notApplied = assertThat(shop.blocking().reverse(Reversal.of(kept)))
                .isUnknown()
                .ticket();
        Ticket applied = assertThat(shop.blocking().reverse(Reversal.of(gone)))
                .isUnknown()
                .ticket();
        assertThat(shop.blocking().resolve(notApplied)).isStillUnknown(Obstacle.TOO_EARLY);
        time.advance(Duration.ofSeconds(70));

        assertThat(shop.blocking().resolve(notApplied)).isConfirmed().hasValue("10.00");
        assertThat(shop.blocking().resolve(applied)).isAbsent();
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
        port.next(REDEEM_ALL).lostAfterApplied();

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

    private static RedemptionRequest request(String value, String transaction) {
        return RedemptionRequest.builder(CARD)
                .value(value)
                .uniqueTransaction(transaction)
                .build();
    }

    private static RedemptionRequest request(String value) {
        return RedemptionRequest.builder(CARD).value(value).build();
    }
}
