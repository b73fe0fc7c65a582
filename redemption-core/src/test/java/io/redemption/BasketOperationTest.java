package io.redemption;

import static io.redemption.Samples.aRequest;
import static io.redemption.Samples.redemption;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.Capability;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.Refused;
import io.redemption.model.Ticket;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.RedemptionChangeListener.Change;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which baskets are sent at all, and what is made of their answers. */
class BasketOperationTest {
    private final Shop shop = new Shop(new ProgrammedPort(Capability.ATOMIC_BASKET, Capability.IDEMPOTENT_ATTEMPTS));
    private final RedemptionAttempt one = shop.anAttempt();
    private final RedemptionAttempt two = shop.anAttempt();
    private final List<RedemptionAttempt> basket = List.of(one, two);
    private final CompletableFuture<BasketOutcome> issuer = new CompletableFuture<>();

    @Test
    void redeemAll_confirmed_isReportedForEachItemAndAnswered() {
        shop.port.onRedeemAll = attempts -> completed(all(one, two));

        BasketOutcome outcome = redeemAll();

        assertThat(outcome).isEqualTo(all(one, two));
        assertThat(shop.port.sent).containsExactly(one, two);
        assertThat(shop.log.changes).containsExactly(Change.ADDED, Change.ADDED);
        assertThat(shop.log.endings()).containsExactly(CallResult.DONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Capability.class,
            names = {"ATOMIC_BASKET", "IDEMPOTENT_ATTEMPTS"})
    void redeemAll_issuerLacksOneOfTheTwoCapabilities_failsUnsent(Capability alone) {
        Shop lacking = new Shop(new ProgrammedPort(alone));

        assertFails(lacking.redemptions.redeemAll(basket), FailureCode.NOT_SUPPORTED);

        assertThat(lacking.port.sent).isEmpty();
    }

    @Test
    void redeemAll_emptyOrWithOneIdTwice_failsUnsent() {
        RedemptionAttempt again =
                shop.redemptions.prepare(aRequest().value("60.00").build(), one.id());

        assertFails(shop.redemptions.redeemAll(List.of()), FailureCode.INVALID_ARGUMENT);
        assertFails(shop.redemptions.redeemAll(List.of(one, again)), FailureCode.INVALID_ARGUMENT);

        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void redeemAll_rulesObjectToOneItem_isRefusedAtItsPositionUnsent() {
        RedemptionAttempt zero = shop.redemptions.prepare(aRequest().value("0").build());

        BasketOutcome outcome = Shop.now(shop.redemptions.redeemAll(List.of(one, zero)));

        Refused refused = Refused.of(Violation.of(ViolationCode.VALUE_NOT_POSITIVE));
        assertThat(outcome).isEqualTo(new NoneRedeemed(Map.of(1, refused)));
        assertThat(shop.port.sent).isEmpty();
        assertThat(shop.log.endings()).containsExactly(CallResult.REFUSED);
    }

    @Test
    void redeemAll_ruleThrows_failsUnsent() {
        Redemptions broken = shop.builder()
                .requestRule("acme.broken", request -> {
                    throw new IllegalStateException("boom");
                })
                .build();

        assertFails(broken.redeemAll(basket), FailureCode.BROKEN_RULE);

        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void redeemAll_refusedByTheIssuer_changesNothing() {
        NoneRedeemed none = new NoneRedeemed(Map.of(0, Refused.of(Violation.of(ViolationCode.EXPIRED))));
        shop.port.onRedeemAll = attempts -> completed(none);

        BasketOutcome outcome = redeemAll();

        assertThat(outcome).isEqualTo(none);
        assertThat(shop.log.changes).isEmpty();
    }

    @Test
    void redeemAll_portFailsWithoutProof_isInDoubtForEachItem() {
        shop.port.onRedeemAll = attempts -> CompletableFuture.failedStage(new IllegalStateException("reset"));

        BasketOutcome outcome = redeemAll();

        assertDoubt(outcome, Doubt.BROKEN_ADAPTER);
        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.IN_DOUBT);
        assertThat(shop.log.endings()).containsExactly(CallResult.UNKNOWN);
    }

    @Test
    void redeemAll_certainlyNotExecuted_fails() {
        shop.port.onRedeemAll =
                attempts -> CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_REACHABLE, "down"));

        assertFails(shop.redemptions.redeemAll(basket), FailureCode.NOT_REACHABLE);

        assertThat(shop.log.changes).isEmpty();
    }

    @Test
    void redeemAll_confirmationsInAnotherOrder_isInDoubt() {
        shop.port.onRedeemAll = attempts -> completed(all(two, one));

        assertDoubt(redeemAll(), Doubt.ECHO_MISMATCH);
        assertThat(shop.log.violations()).containsExactly(ContractViolation.WRONG_ECHO);
    }

    @Test
    void redeemAll_confirmationOfFewerOrMoreItems_isInDoubt() {
        shop.port.onRedeemAll = attempts -> completed(all(one));
        BasketOutcome fewer = redeemAll();
        shop.port.onRedeemAll = attempts -> completed(all(one, two, two));
        BasketOutcome more = redeemAll();

        assertDoubt(fewer, Doubt.ECHO_MISMATCH);
        assertDoubt(more, Doubt.ECHO_MISMATCH);
    }

    @Test
    void redeemAll_confirmedAfterPortTimeout_isReportedToTheCaches() {
        giveUp();

        issuer.complete(all(one, two));

        assertThat(shop.log.changes)
                .containsExactly(
                        Change.IN_DOUBT, Change.IN_DOUBT, Change.ADDED, Change.ADDED, Change.SETTLED, Change.SETTLED);
    }

    @Test
    void redeemAll_somethingElseConfirmedAfterPortTimeout_staysInDoubt() {
        giveUp();

        issuer.complete(all(two, one));

        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.IN_DOUBT);
    }

    @Test
    void redeemAll_provenNotToHaveHappenedAfterPortTimeout_settlesTheDoubt() {
        giveUp();

        issuer.completeExceptionally(new RedemptionException(FailureCode.OVERLOADED, "queue"));

        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.IN_DOUBT, Change.SETTLED, Change.SETTLED);
    }

    private BasketOutcome redeemAll() {
        return Shop.now(shop.redemptions.redeemAll(basket));
    }

    private void giveUp() {
        shop.port.onRedeemAll = attempts -> issuer;
        var answer = shop.redemptions.redeemAll(basket);
        shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);
        assertDoubt(Shop.now(answer), Doubt.BROKEN_ADAPTER);
    }

    private void assertDoubt(BasketOutcome outcome, Doubt doubt) {
        assertThat(outcome).isInstanceOfSatisfying(BasketUnknown.class, unknown -> {
            assertThat(unknown.tickets()).extracting(Ticket::attemptId).containsExactly(one.id(), two.id());
            assertThat(unknown.tickets()).extracting(Ticket::doubt).containsOnly(doubt);
        });
    }

    private static void assertFails(CompletionStage<?> stage, FailureCode code) {
        assertThatThrownBy(() -> Shop.now(stage))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private static AllRedeemed all(RedemptionAttempt... attempts) {
        return new AllRedeemed(
                List.of(attempts).stream().map(a -> Redeemed.of(redemption(a))).toList());
    }

    private static CompletionStage<BasketOutcome> completed(BasketOutcome outcome) {
        return CompletableFuture.completedStage(outcome);
    }
}
