package io.redemption.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Amount;
import io.redemption.model.GiftCard;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversed;
import io.redemption.port.InvalidationBus;
import io.redemption.testing.ManualTime;
import io.redemption.testing.ScriptedRedemptionPort;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharOptionsBuilder;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recipes do what their page says. */
class RecipesTest {
    private static final RedeemableId CARD = RedeemableId.giftCard("gift-1");

    private final ManualTime time = ManualTime.at(Instant.EPOCH);
    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
    private final ScriptedRedemptionPort port =
            ScriptedRedemptionPort.over(new GuideTest.WithoutAttemptIds(issuer), time);
    private final Redemptions shop = Redemptions.builder(port).time(time).build();
    private final List<String> steps = new ArrayList<>();

    @BeforeEach
    void issue() {
        issuer.issue(GiftCard.builder("gift-1", "50.00").build());
    }

    private static RedemptionRequest request(String value) {
        return RedemptionRequest.builder(CARD).value(value).build();
    }

    @Test
    void ownId_paymentHookAndReturnPage_redeemOnce() {
        shop.blocking().redeem(Recipes.ofOrder(shop, request("30.00"), "order-7", 1));
        shop.blocking().redeem(Recipes.ofOrder(shop, request("30.00"), "order-7", 1));

        assertThat(issuer.ledger(CARD)).hasSize(1);
    }

    @Test
    void lookFirst_orderPreparedAgainElsewhere_isFound() {
        shop.blocking().redeem(Recipes.ofOrder(shop, request("30.00"), "order-7", 1));

        try (Redemptions other = Recipes.lookingFirst(port)) {
            other.blocking().redeem(Recipes.ofOrder(other, request("30.00"), "order-7", 1));
        }

        assertThat(issuer.ledger(CARD)).hasSize(1);
    }

    @Test
    void crash_afterTheSend_isFoundAndNotSentAgain() {
        RedemptionAttempt attempt = shop.prepare(request("30.00"));
        shop.blocking().redeem(attempt);

        try (Redemptions restarted = Redemptions.builder(port).time(time).build()) {
            assertThat(Recipes.afterACrash(restarted, attempt.encode(), false)).isEqualTo("paid");
        }
        assertThat(issuer.ledger(CARD)).hasSize(1);
    }

    @Test
    void crash_beforeTheSend_isSentOnceItIsAbsent() {
        String row = shop.prepare(request("30.00")).encode();

        try (Redemptions restarted = Redemptions.builder(port).time(time).build()) {
            assertThat(Recipes.afterACrash(restarted, row, false)).isEqualTo("look again later");
            time.advance(Duration.ofMinutes(3));
            assertThat(Recipes.afterACrash(restarted, row, false)).isEqualTo("paid");
        }
        assertThat(issuer.ledger(CARD)).hasSize(1);
    }

    @Test
    void crash_ofAnAttemptThatWasOnlyPrepared_isSentAtOnce() {
        String row = shop.prepare(request("30.00")).encode();

        try (Redemptions restarted = Redemptions.builder(port).time(time).build()) {
            assertThat(Recipes.afterACrash(restarted, row, true)).isEqualTo("paid");
        }
    }

    @Test
    void checkout_eachOutcome_endsThePaymentAsItShould() {
        assertThat(pay("30.00")).isEqualTo("captured");
        assertThat(pay("30.00")).isEqualTo("voided");
        port.next(Operation.REDEEM).lostAfterApplied();
        assertThat(pay("10.00")).isEqualTo("pending");
        assertThat(steps)
                .containsExactly(
                        "prepared",
                        "authorised",
                        "captured",
                        "prepared",
                        "authorised",
                        "voided",
                        "prepared",
                        "authorised",
                        "in doubt");
    }

    private String pay(String value) {
        return Recipes.checkout(shop, request(value), new RecordingRows(steps), new RecordingPayment(steps));
    }

    @Test
    void refund_repeated_reversesOnce() {
        Redeemed redeemed = (Redeemed) shop.blocking().redeem(request("30.00"));

        assertThat(Recipes.refund(shop, redeemed.redemption()).toCompletableFuture())
                .isCompletedWithValueMatching(Reversed.class::isInstance);
        Recipes.refund(shop, redeemed.redemption()).toCompletableFuture().join();
        assertThat(issuer.ledger(CARD)).hasSize(2);
    }

    @Test
    void rule_smallBasket_isRefusedUnsent() {
        try (Redemptions strict =
                Recipes.ownRule(Redemptions.builder(port)).time(time).build()) {
            RedemptionRequest small = RedemptionRequest.builder(CARD)
                    .value("10.00")
                    .orderTotal(Amount.of("19.99"))
                    .build();
            RedemptionRequest large = RedemptionRequest.builder(CARD)
                    .value("10.00")
                    .orderTotal(Amount.of("20.00"))
                    .build();

            assertThat(strict.blocking().redeem(small).toString()).contains("acme.min_basket");
            assertThat(port.calls()).isEmpty();
            assertThat(strict.blocking().redeem(large)).isInstanceOf(Redeemed.class);
        }
    }

    @Test
    void options_ofTheRecipes_areValidTogether() {
        VaucharOptionsBuilder options =
                VaucharOptions.builder(VaucharOptions.VAUCHAR, CredentialsProvider.of("merchant", "key"));

        VaucharOptions built = Recipes.behindAGateway(
                        Recipes.severalNodes(Recipes.limits(options, Runnable::run), InvalidationBus.NONE))
                .build();

        assertThat(built.transport().issuer()).isEqualTo(Issuer.REDEMPTION_GATEWAY);
        assertThat(built.resilience().orElseThrow().maxConcurrentWrites()).isEqualTo(64);
        assertThat(built.resolveWait()).isEqualTo(Duration.ofSeconds(2));
        assertThat(built.cache()).isPresent();
    }

    private record RecordingRows(List<String> steps) implements Recipes.OrderRows {
        @Override
        public void prepared(String attempt) {
            steps.add("prepared");
        }

        @Override
        public void inDoubt(String ticket) {
            steps.add("in doubt");
        }
    }

    private record RecordingPayment(List<String> steps) implements Recipes.Payment {
        @Override
        public String authorise() {
            return add("authorised");
        }

        @Override
        public String capture() {
            return add("captured");
        }

        @Override
        public String voided() {
            return add("voided");
        }

        private String add(String step) {
            steps.add(step);
            return step;
        }
    }
}
