package io.redemption.resilience;

import static io.redemption.resilience.ResilienceFixtures.CARD;
import static io.redemption.resilience.ResilienceFixtures.REDEMPTION;
import static io.redemption.resilience.ResilienceFixtures.answer;
import static io.redemption.resilience.ResilienceFixtures.code;
import static io.redemption.resilience.ResilienceFixtures.done;
import static io.redemption.resilience.ResilienceFixtures.failed;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.resilience.ResilienceListener.Retrying;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Waits, limits and the budget of repetitions, shown on reads. */
class RepeatingReadsTest {
    private final ManualTime time = ResilienceFixtures.noon();
    private final StubPort issuer = new StubPort();

    private CompletionStage<Optional<Redemption>> find(ResilienceOptionsBuilder options) {
        return find(ResilientRedemptionPort.over(issuer, options.build()));
    }

    private static CompletionStage<Optional<Redemption>> find(ResilientRedemptionPort port) {
        return port.find(CARD, REDEMPTION.id(), Freshness.FROM_ISSUER);
    }

    @Test
    void find_failedOnce_isAnsweredByTheSecondSend() {
        issuer.answering(failed(FailureCode.ISSUER_FAILED), done(Optional.of(REDEMPTION)));

        CompletionStage<Optional<Redemption>> call = find(ResilienceFixtures.options(time));
        time.advance(ofMillis(100));

        assertThat(answer(call)).contains(REDEMPTION);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void find_failing_waitsTwiceAsLongEachTimeUpToTheBound() {
        List<Duration> delays = new ArrayList<>();
        issuer.answering(failed(FailureCode.NOT_REACHABLE));

        CompletionStage<Optional<Redemption>> call = find(ResilienceFixtures.options(time)
                .random(ResilienceFixtures.longest())
                .backoff(ofMillis(100), ofMillis(350))
                .maxSends(5)
                .listener(new ResilienceListener() {
                    @Override
                    public void retrying(Retrying event) {
                        delays.add(event.delay());
                    }
                }));
        time.advance(ofSeconds(10));

        assertThat(code(call)).isEqualTo(FailureCode.NOT_REACHABLE);
        assertThat(delays).containsExactly(ofMillis(100), ofMillis(200), ofMillis(350), ofMillis(350));
    }

    @Test
    void find_failing_tellsTheListenerOfEachRepetition() {
        List<Retrying> events = new ArrayList<>();
        issuer.answering(failed(FailureCode.UNREADABLE));

        find(ResilienceFixtures.options(time)
                .random(ResilienceFixtures.longest())
                .listener(new ResilienceListener() {
                    @Override
                    public void retrying(Retrying event) {
                        events.add(event);
                    }
                }));
        time.advance(ofSeconds(10));

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.call().operation()).isEqualTo(Operation.FIND);
            assertThat(event).isEqualTo(new Retrying(event.call(), 2, ofMillis(100), FailureCode.UNREADABLE, null));
            assertThat(event.call().kind()).isEqualTo(RedeemableKind.GIFT_CARD);
        });
    }

    @Test
    void find_oneSendAllowed_isNotRepeated() {
        issuer.answering(failed(FailureCode.NOT_REACHABLE));

        assertThat(code(find(ResilienceFixtures.options(time).maxSends(1)))).isEqualTo(FailureCode.NOT_REACHABLE);
        assertThat(issuer.sends()).isEqualTo(1);
    }

    @Test
    void find_issuerFailedWithRetryAfter_waitsAtLeastThatLong() {
        issuer.answering(failed(FailureCode.ISSUER_FAILED, ofSeconds(2)), done(Optional.empty()));

        CompletionStage<Optional<Redemption>> call = find(ResilienceFixtures.options(time));
        time.advance(ofMillis(1_999));

        assertThat(issuer.sends()).isEqualTo(1);
        time.advance(ofMillis(101));
        assertThat(answer(call)).isEmpty();
    }

    @Test
    void find_timeForOneMoreSend_isRepeatedToTheMillisecond() {
        issuer.answering(failed(FailureCode.THROTTLED, ofSeconds(9)), done(Optional.empty()));
        ResilienceOptionsBuilder options = ResilienceFixtures.options(time)
                .random(ResilienceFixtures.longest())
                .minimumSendTime(ofMillis(900));

        CompletionStage<Optional<Redemption>> call = find(options);
        time.advance(ofMillis(9_100));

        assertThat(answer(call)).isEmpty();
        assertThat(issuer.sends()).isEqualTo(2);
    }

    @Test
    void find_oneMillisecondTooLittleForOneMoreSend_failsNowWithTheLastFailure() {
        issuer.answering(failed(FailureCode.THROTTLED, ofSeconds(9)), done(Optional.empty()));
        ResilienceOptionsBuilder options = ResilienceFixtures.options(time)
                .random(ResilienceFixtures.longest())
                .minimumSendTime(ofMillis(901));

        assertThat(code(find(options))).isEqualTo(FailureCode.THROTTLED);
        assertThat(issuer.sends()).isEqualTo(1);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void find_emptyBucket_isNotRepeatedUntilAnswersHaveRefilledIt() {
        ResilientRedemptionPort port = ResilientRedemptionPort.over(
                issuer,
                ResilienceFixtures.options(time)
                        .retryBudget(new RetryBudget(5, 5, 10, 1))
                        .build());
        issuer.answering(failed(FailureCode.NOT_REACHABLE));
        find(port);
        time.advance(ofSeconds(10));
        assertThat(issuer.sends())
                .as("one repetition, then the bucket is empty")
                .isEqualTo(2);

        issuer.answering(done(Optional.empty()));
        for (int i = 0; i < 4; i++) {
            find(port);
        }
        issuer.answering(failed(FailureCode.NOT_REACHABLE));
        assertThat(code(find(port))).isEqualTo(FailureCode.NOT_REACHABLE);
        assertThat(issuer.sends()).as("four tokens are too few").isEqualTo(7);

        issuer.answering(done(Optional.empty()));
        find(port);
        issuer.answering(failed(FailureCode.NOT_REACHABLE));
        find(port);
        time.advance(ofSeconds(10));
        assertThat(issuer.sends()).as("five are enough").isEqualTo(10);
    }

    @Test
    void find_afterTimeout_costsMore() {
        ResilientRedemptionPort port = ResilientRedemptionPort.over(
                issuer,
                ResilienceFixtures.options(time)
                        .retryBudget(new RetryBudget(9, 5, 10, 1))
                        .build());
        issuer.answering(failed(FailureCode.DEADLINE_EXCEEDED));

        assertThat(code(find(port))).isEqualTo(FailureCode.DEADLINE_EXCEEDED);
        assertThat(issuer.sends()).isEqualTo(1);
        issuer.answering(failed(FailureCode.NOT_REACHABLE));
        find(port);
        time.advance(ofSeconds(10));
        assertThat(issuer.sends())
                .as("nine tokens are enough after anything else")
                .isEqualTo(3);
    }
}
