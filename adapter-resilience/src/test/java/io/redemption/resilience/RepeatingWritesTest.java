package io.redemption.resilience;

import static io.redemption.resilience.Given.ATTEMPT;
import static io.redemption.resilience.Given.REDEMPTION;
import static io.redemption.resilience.Given.REFUSED;
import static io.redemption.resilience.Given.REVERSAL;
import static io.redemption.resilience.Given.answer;
import static io.redemption.resilience.Given.code;
import static io.redemption.resilience.Given.done;
import static io.redemption.resilience.Given.failed;
import static io.redemption.resilience.Given.inDoubt;
import static io.redemption.resilience.Given.redeemed;
import static io.redemption.resilience.Given.ticket;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Capability;
import io.redemption.Doubt;
import io.redemption.FailureCode;
import io.redemption.Redeemed;
import io.redemption.RedemptionOutcome;
import io.redemption.inmemory.ManualTime;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What is sent again, and what the earlier sends leave behind. */
class RepeatingWritesTest {
    private final ManualTime time = Given.noon();
    private final StubPort vauchar = new StubPort();
    private final StubPort ours = new StubPort(Capability.IDEMPOTENT_ATTEMPTS, Capability.ATOMIC_BASKET);

    private ResilientRedemptionPort over(StubPort port) {
        return ResilientRedemptionPort.over(port, Given.options(time).build());
    }

    private CompletionStage<RedemptionOutcome> redeem(StubPort port) {
        CompletionStage<RedemptionOutcome> call = over(port).redeem(ATTEMPT);
        time.advance(ofSeconds(10));
        return call;
    }

    @Test
    void redeem_answered_isOneSend() {
        vauchar.answering(redeemed());

        CompletionStage<RedemptionOutcome> call = over(vauchar).redeem(ATTEMPT);

        assertThat(answer(call)).isEqualTo(Redeemed.of(REDEMPTION));
        assertThat(vauchar.sends()).isEqualTo(1);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void redeem_notReachable_isSentAgainUpToThreeTimes() {
        vauchar.answering(failed(FailureCode.NOT_REACHABLE));

        assertThat(code(redeem(vauchar))).isEqualTo(FailureCode.NOT_REACHABLE);
        assertThat(vauchar.sends()).isEqualTo(3);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void redeem_inDoubtWithoutIdempotentAttempts_isNeverSentAgain() {
        vauchar.answering(inDoubt(Doubt.NO_ANSWER), redeemed());

        assertThat(ticket(redeem(vauchar)).sends()).isEqualTo(1);
        assertThat(vauchar.sends()).isEqualTo(1);
    }

    @Test
    void redeem_inDoubtWithIdempotentAttempts_isSentAgain() {
        ours.answering(inDoubt(Doubt.NO_ANSWER), redeemed());

        assertThat(answer(redeem(ours))).isEqualTo(Redeemed.of(REDEMPTION));
        assertThat(ours.sends()).isEqualTo(2);
    }

    @Test
    void redeem_refusedAfterThrottling_isInDoubt() {
        vauchar.answering(failed(FailureCode.THROTTLED), done(REFUSED));

        assertThat(ticket(redeem(vauchar)).doubt()).isEqualTo(Doubt.REFUSED_AFTER_RESEND);
    }

    @Test
    void reverse_refused_isNeverSentAgain() {
        vauchar.answering(done(REFUSED));

        assertThat(answer(over(vauchar).reverse(REVERSAL))).isEqualTo(REFUSED);
        assertThat(vauchar.sends()).isEqualTo(1);
    }
}
