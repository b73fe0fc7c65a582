package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Capability;
import io.redemption.model.Decision;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** While a caller waits, an attempt in doubt is sent again to an issuer that honours attempt ids, and to no other. */
class RepeatWhileWaitingTest {
    private static final Duration WAIT = Duration.ofSeconds(3);
    private static final Duration STEP = Duration.ofMillis(50);

    private final Map<Object, RedemptionOutcome> remembered = new HashMap<>();
    private final Deque<Function<RedemptionAttempt, CompletionStage<RedemptionOutcome>>> script = new ArrayDeque<>();

    private Shop shop(Capability... capabilities) {
        Shop shop = new Shop(new ProgrammedPort(capabilities));
        shop.port.onRedeem =
                asked -> script.isEmpty() ? executed(asked) : script.remove().apply(asked);
        shop.port.onHistory = query -> CompletableFuture.failedStage(new IllegalStateException("no list"));
        return shop;
    }

    private static Redemptions waiting(Shop shop, boolean inBackground) {
        return shop.builder()
                .resolveWait(WAIT, Duration.ofSeconds(10))
                .resolveInBackground(inBackground)
                .pollSpread(new Random(1))
                .build();
    }

    /** Executes once, and answers the same again. */
    private CompletionStage<RedemptionOutcome> executed(RedemptionAttempt asked) {
        return CompletableFuture.completedStage(
                remembered.computeIfAbsent(asked.id(), first -> Samples.redeemed(asked)));
    }

    private static CompletionStage<RedemptionOutcome> lost() {
        return CompletableFuture.failedStage(new IllegalStateException("lost"));
    }

    private CompletionStage<RedemptionOutcome> executedAndLost(RedemptionAttempt asked) {
        CompletionStage<RedemptionOutcome> unheard = executed(asked);
        return unheard.thenCompose(outcome -> lost());
    }

    @Test
    void redeem_answerLost_isAnsweredByTheSameAttemptSentAgain() {
        Shop shop = shop(Capability.IDEMPOTENT_ATTEMPTS);
        Redemptions redemptions = waiting(shop, true);
        RedemptionAttempt attempt = redemptions.prepare(Samples.aRequest().build());
        script.add(this::executedAndLost);

        CompletableFuture<RedemptionOutcome> outcome =
                redemptions.redeem(attempt).toCompletableFuture();
        assertThat(outcome).isNotDone();
        pass(shop, Duration.ofMillis(400));

        assertThat(outcome).isCompletedWithValue(Samples.redeemed(attempt));
        assertThat(shop.port.sent).containsExactly(attempt, attempt);
        assertThat(shop.port.read).isEmpty();
        assertThat(remembered).hasSize(1);
        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(Samples.redeemed(attempt)));
        pass(shop, Duration.ofMinutes(2));
        assertThat(shop.port.sent).hasSize(2);
    }

    @Test
    void redeem_requestLost_isExecutedByTheSecondSend() {
        Shop shop = shop(Capability.IDEMPOTENT_ATTEMPTS);
        Redemptions redemptions = waiting(shop, false);
        script.add(asked -> lost());

        CompletableFuture<RedemptionOutcome> outcome =
                redemptions.redeem(Samples.aRequest().build()).toCompletableFuture();
        pass(shop, Duration.ofMillis(400));

        assertThat(outcome.join()).isInstanceOf(Redeemed.class);
        assertThat(shop.time.waiting()).as("timers").isZero();
    }

    @Test
    void redeem_secondSendRefused_isRefused() {
        Shop shop = shop(Capability.IDEMPOTENT_ATTEMPTS);
        Redemptions redemptions = waiting(shop, false);
        RedemptionAttempt attempt = redemptions.prepare(Samples.aRequest().build());
        Refused refused = Refused.of(Samples.NEVER);
        script.add(asked -> lost());
        script.add(asked -> CompletableFuture.completedStage(refused));

        CompletableFuture<RedemptionOutcome> outcome =
                redemptions.redeem(attempt).toCompletableFuture();
        pass(shop, Duration.ofMillis(400));

        assertThat(outcome).isCompletedWithValue(refused);
        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(refused));
    }

    /** What a person has decided is not sent again, also not while a caller waits. */
    @Test
    void redeem_decided_isNotSentAgainWhileItWaits() {
        Shop shop = shop(Capability.IDEMPOTENT_ATTEMPTS);
        Redemptions redemptions = waiting(shop, false);
        RedemptionAttempt attempt = redemptions.prepare(Samples.aRequest().build());
        shop.port.onRedeem = asked -> lost();
        redemptions.redeem(attempt);
        pass(shop, WAIT);
        int sent = shop.port.sent.size();
        Decision no = new Decision(Decision.Outcome.NOT_REDEEMED, "Ada", "not in the console", shop.time.now());
        redemptions.decide(attempt.id(), no);

        CompletableFuture<RedemptionOutcome> outcome =
                redemptions.redeem(attempt).toCompletableFuture();
        pass(shop, WAIT);

        assertThat(((Unknown) outcome.join()).decision()).isEqualTo(no);
        assertThat(shop.port.sent).hasSize(sent);
    }

    /** That the second send was not made proves nothing of the first. */
    @Test
    void redeem_secondSendFails_staysUnknownUntilTheThird() {
        Shop shop = shop(Capability.IDEMPOTENT_ATTEMPTS);
        Redemptions redemptions = waiting(shop, false);
        RedemptionAttempt attempt = redemptions.prepare(Samples.aRequest().build());
        script.add(this::executedAndLost);
        script.add(asked -> CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_REACHABLE, "down")));

        CompletableFuture<RedemptionOutcome> outcome =
                redemptions.redeem(attempt).toCompletableFuture();
        pass(shop, Duration.ofMillis(400));
        assertThat(outcome).isNotDone();
        assertThat(shop.known(attempt).orElseThrow()).isInstanceOf(AttemptState.Open.class);
        pass(shop, Duration.ofSeconds(1));

        assertThat(outcome).isCompletedWithValue(Samples.redeemed(attempt));
        assertThat(shop.port.sent).hasSize(3);
    }

    @Test
    void redeem_everyAnswerLost_isUnknownAfterTheWaitAndOnlyReadInTheBackground() {
        Shop shop = shop(Capability.IDEMPOTENT_ATTEMPTS);
        Redemptions redemptions = waiting(shop, true);
        shop.port.onRedeem = asked -> lost();

        CompletableFuture<RedemptionOutcome> outcome =
                redemptions.redeem(Samples.aRequest().build()).toCompletableFuture();
        pass(shop, WAIT.minus(STEP));
        assertThat(outcome).isNotDone();
        pass(shop, STEP);
        assertThat(outcome.join()).isInstanceOf(Unknown.class);
        assertThat(shop.port.sent).as("one, and one for each of two polls").hasSize(3);
        assertThat(shop.port.read).isEmpty();
        pass(shop, Duration.ofMinutes(5));

        assertThat(shop.port.sent).hasSize(3);
        assertThat(shop.port.read).isNotEmpty();
    }

    @Test
    void redeem_issuerWithoutAttemptIds_isNotSentTwice() {
        Shop shop = shop();
        Redemptions redemptions = waiting(shop, true);
        script.add(this::executedAndLost);

        CompletableFuture<RedemptionOutcome> outcome =
                redemptions.redeem(Samples.aRequest().build()).toCompletableFuture();
        pass(shop, WAIT);

        assertThat(outcome.join()).isInstanceOf(Unknown.class);
        assertThat(shop.port.sent).hasSize(1);
        assertThat(shop.port.read).hasSize(2);
    }

    /** An answer may have shown that a gateway stands where the issuer was expected. */
    @Test
    void redeem_attemptIdsGivenUpMeanwhile_isNotSentTwice() {
        Shop shop = shop(Capability.IDEMPOTENT_ATTEMPTS);
        Redemptions redemptions = waiting(shop, true);
        script.add(asked -> {
            shop.port.givesUpCapabilities();
            return executedAndLost(asked);
        });

        CompletableFuture<RedemptionOutcome> outcome =
                redemptions.redeem(Samples.aRequest().build()).toCompletableFuture();
        pass(shop, WAIT);

        assertThat(outcome.join()).isInstanceOf(Unknown.class);
        assertThat(shop.port.sent).hasSize(1);
        assertThat(shop.port.read).hasSize(2);
    }

    private static void pass(Shop shop, Duration by) {
        for (Duration passed = Duration.ZERO; passed.compareTo(by) < 0; passed = passed.plus(STEP)) {
            shop.time.advance(STEP);
        }
    }
}
