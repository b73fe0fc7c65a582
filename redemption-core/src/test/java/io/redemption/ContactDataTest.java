package io.redemption;

import static io.redemption.Samples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a user can be reached is no content of an attempt; what is redeemed, for whom, and how much, is. */
class ContactDataTest {
    private static final AttemptId ORDER = AttemptId.of("order-1");

    private final Shop shop = new Shop(ProgrammedPort.honest());

    static Stream<Arguments> sameContent() {
        return Stream.of(
                content("e-mail in other case", r -> r.email("Ann@Example.COM")),
                content("no e-mail", UnaryOperator.identity()),
                content("other e-mail", r -> r.email("bob@example.com")),
                content("phone", r -> r.email("ann@example.com").phone("+49 30 1")),
                content(
                        "value with other decimals",
                        r -> r.email("ann@example.com").value("50")),
                content(
                        "order total",
                        r -> r.email("ann@example.com").orderTotal(io.redemption.model.Amount.of("80"))));
    }

    static Stream<Arguments> otherContent() {
        return Stream.of(
                content("value", r -> r.value("50.01")),
                content("user", r -> r.user("user-2")),
                content("user in other case", r -> r.user("USER-1")),
                content("transaction", r -> r.uniqueTransaction("order-1")),
                content("prefix", r -> r.transactionPrefix("order-1")));
    }

    private static Arguments content(String name, UnaryOperator<RedemptionRequest.Builder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sameContent")
    void redeem_againWithOtherContactData_isReplayed(String name, UnaryOperator<RedemptionRequest.Builder> change) {
        redeem(aRequest().email("ann@example.com"));

        assertThat(redeem(change.apply(aRequest())))
                .isInstanceOfSatisfying(
                        Redeemed.class,
                        redeemed -> assertThat(redeemed.replayed()).isTrue());
        assertThat(shop.port.sent).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherContent")
    void redeem_againWithOtherContent_isRefusedAndSaysWhatHappened(
            String name, UnaryOperator<RedemptionRequest.Builder> change) {
        redeem(aRequest());

        assertThat(redeem(change.apply(aRequest()))).isEqualTo(reused("yes"));
        assertThat(shop.port.sent).hasSize(1);
    }

    @Test
    void redeem_otherContentAndTheFirstWasRefused_saysNo() {
        shop.port.onRedeem = any -> CompletableFuture.completedStage(Refused.of(Violation.of(ViolationCode.EXPIRED)));
        redeem(aRequest());

        assertThat(redeem(aRequest().value("1.00"))).isEqualTo(reused("no"));
    }

    @Test
    void redeem_otherContentAndTheFirstIsInDoubt_saysUnknown() {
        shop.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("reset"));
        assertThat(redeem(aRequest())).isInstanceOf(Unknown.class);

        assertThat(redeem(aRequest().value("1.00"))).isEqualTo(reused("unknown"));
    }

    static Stream<Arguments> notFoundAnswers() {
        return Stream.of(
                Arguments.of("unknown redeemable", Violation.of(ViolationCode.UNKNOWN_REDEEMABLE), false),
                Arguments.of("404", Violation.of(ViolationCode.REFUSED_BY_ISSUER, "status", 404), false),
                Arguments.of("410", Violation.of(ViolationCode.REFUSED_BY_ISSUER, "status", 410), false),
                Arguments.of("400", Violation.of(ViolationCode.REFUSED_BY_ISSUER, "status", 400), true),
                Arguments.of("409", Violation.of(ViolationCode.REFUSED_BY_ISSUER, "status", 409), true),
                Arguments.of("expired", Violation.of(ViolationCode.EXPIRED), true));
    }

    /** What is not found may be found under the right base URI: it is refused, and not kept. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("notFoundAnswers")
    void redeem_refused_isSettledUnlessItWasNotFound(String name, Violation violation, boolean settled) {
        Refused refused = Refused.of(violation);
        CompletionStage<RedemptionOutcome> answer = CompletableFuture.completedStage(refused);
        shop.port.onRedeem = any -> answer;

        RedemptionOutcome first = redeem(aRequest());
        shop.port.onRedeem = attempt -> CompletableFuture.completedStage(Samples.redeemed(attempt));
        RedemptionOutcome second = redeem(aRequest());

        assertThat(first).isEqualTo(refused);
        assertThat(second).isInstanceOf(settled ? Refused.class : Redeemed.class);
    }

    @Test
    void redeem_notSent_freesTheAttemptForOtherContent() {
        shop.port.onRedeem =
                any -> CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_REACHABLE, "down"));
        CompletableFuture<RedemptionOutcome> failed =
                shop.begin(shop.redemptions.prepare(aRequest().build(), ORDER));
        shop.port.onRedeem = attempt -> CompletableFuture.completedStage(Samples.redeemed(attempt));

        assertThat(failed).isCompletedExceptionally();
        assertThat(redeem(aRequest().value("1.00"))).isInstanceOf(Redeemed.class);
    }

    private RedemptionOutcome redeem(RedemptionRequest.Builder request) {
        return shop.redeem(shop.redemptions.prepare(request.build(), ORDER));
    }

    private static Refused reused(String redeemed) {
        return Refused.of(Violation.of(ViolationCode.ATTEMPT_REUSED, "redeemed", redeemed));
    }
}
