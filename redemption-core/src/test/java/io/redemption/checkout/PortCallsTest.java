package io.redemption.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.redemption.Capabilities;
import io.redemption.RedeemableId;
import io.redemption.Redeemed;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionId;
import io.redemption.RedemptionPort;
import io.redemption.RedemptionRequest;
import io.redemption.Refused;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often the port is called: the one thing here that a mock shows best. */
class PortCallsTest {
    private static final RedeemableId COUPON = RedeemableId.coupon("cpn-1");

    private final RedemptionPort port = mock(RedemptionPort.class);
    private Redemptions shop;

    @BeforeEach
    void open() {
        when(port.capabilities()).thenReturn(new Capabilities(Set.of(), 2));
        when(port.redeem(any()))
                .thenAnswer(call -> CompletableFuture.completedStage(Redeemed.of(recorded(call.getArgument(0)))));
        shop = Redemptions.over(port, AttemptJournal.inMemory());
    }

    @Test
    void redeem_refusedByARule_neverCallsThePort() {
        RedemptionRequest withoutUser = RedemptionRequest.builder(COUPON).build();

        assertThat(shop.blocking().redeem(withoutUser)).isInstanceOf(Refused.class);

        verify(port, never()).redeem(any());
    }

    @Test
    void redeem_sameAttemptThreeTimes_callsThePortOnce() {
        RedemptionAttempt attempt =
                shop.prepare(RedemptionRequest.builder(COUPON).user("1").build());

        shop.blocking().redeem(attempt);
        shop.blocking().redeem(attempt);
        shop.blocking().redeem(attempt);

        verify(port, times(1)).redeem(attempt);
    }

    private static Redemption recorded(RedemptionAttempt attempt) {
        return new Redemption(
                RedemptionId.of("res-1"),
                attempt.redeemable(),
                attempt.request().redeemer(),
                attempt.request().value(),
                attempt.transactionId(),
                null,
                null,
                Instant.EPOCH,
                null);
    }
}
