package io.redemption;

import static io.redemption.Samples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.model.AttemptId;
import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Asynchronous methods fail their stage for null, by name, and never throw; prepare and the blocking view throw. */
@SuppressWarnings("NullAway") // null is what is tested
class NullArgumentsTest {
    private static final RedemptionId ID = RedemptionId.of("res-1");

    private final Shop shop = new Shop(ProgrammedPort.honest());

    static Stream<Arguments> calls() {
        return Stream.of(
                call("attempt", r -> r.redeem((RedemptionAttempt) null)),
                call("request", r -> r.redeem((RedemptionRequest) null)),
                call("attempt", r -> r.redeemFirst(null)),
                call("attempt", r -> r.recover(null)),
                call("attempts", r -> r.redeemAll(null)),
                call("attempt 0", r -> r.redeemAll(Arrays.asList((RedemptionAttempt) null))),
                call("ticket", r -> r.resolve(null)),
                call("reversal", r -> r.reverse(null)),
                call("redeemable", r -> r.find(null, ID)),
                call("redemption", r -> r.find(Samples.CARD, null)),
                call("freshness", r -> r.find(Samples.CARD, ID, null)),
                call("redeemable", r -> r.history(null, HistoryQuery.ALL)),
                call("query", r -> r.history(Samples.CARD, null)),
                call("id", r -> r.lookup(null, Freshness.CACHED_OK)),
                call("freshness", r -> r.lookup(Samples.CARD, null)),
                call("code", r -> r.lookup((Code) null)),
                call("request", r -> r.validate(null)));
    }

    private static Arguments call(String name, Function<Redemptions, CompletionStage<?>> call) {
        return Arguments.of(name, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void call_null_failsItsStageByName(String name, Function<Redemptions, CompletionStage<?>> call) {
        assertThatCode(() -> call.apply(shop.redemptions)).doesNotThrowAnyException();

        CompletionStage<?> stage = call.apply(shop.redemptions);

        assertThatThrownBy(() -> Shop.now(stage))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.INVALID_ARGUMENT))
                .hasMessageContaining(": " + name + ": null");
        assertThat(shop.port.sent).isEmpty();
    }

    /** The order of the failure does not depend on where calls complete. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void call_nullAndCompletedOnAnExecutor_failsItsStage(String name, Function<Redemptions, CompletionStage<?>> call) {
        CompletionStage<?> stage = call.apply(shop.builder()
                .completeOn(Runnable::run)
                .contextHook(() -> Runnable::run)
                .build());

        assertThatThrownBy(() -> Shop.now(stage)).isInstanceOf(RedemptionException.class);
    }

    @Test
    void prepare_null_throwsByName() {
        assertThatThrownBy(() -> shop.redemptions.prepare(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("request");
        assertThatThrownBy(() -> shop.redemptions.prepare(aRequest().build(), null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("id");
        assertThatThrownBy(() -> shop.redemptions.prepare(null, AttemptId.of("a")))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("request");
    }

    @Test
    void blocking_null_throwsInvalidArgument() {
        List<Runnable> calls = List.of(
                () -> shop.redemptions.blocking().redeem((RedemptionAttempt) null),
                () -> shop.redemptions.blocking().redeemFirst(null),
                () -> shop.redemptions.blocking().recover(null),
                () -> shop.redemptions.blocking().redeemAll(null),
                () -> shop.redemptions.blocking().resolve(null),
                () -> shop.redemptions.blocking().reverse(null),
                () -> shop.redemptions.blocking().validate(null));

        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call::run)
                        .isInstanceOfSatisfying(
                                RedemptionException.class,
                                failure -> assertThat(failure.code()).isEqualTo(FailureCode.INVALID_ARGUMENT)));
    }

    @Test
    void redeem_fullArguments_isRedeemed() {
        assertThat(Shop.now(shop.redemptions.redeem(aRequest().build())))
                .isInstanceOf(io.redemption.model.Redeemed.class);
    }
}
