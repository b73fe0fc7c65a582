package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.redemption.model.Capabilities;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.port.AttemptJournal;
import io.redemption.port.RedemptionPort;
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
        return Redemption.builder(RedemptionId.of("res-1"), attempt.redeemable(), Instant.EPOCH)
                .redeemer(attempt.request().redeemer())
                .value(attempt.request().value())
                .transactionId(attempt.transactionId())
                .build();
    }
}
