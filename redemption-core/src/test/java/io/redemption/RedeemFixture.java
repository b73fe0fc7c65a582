package io.redemption;

import static io.redemption.Samples.redeemed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.concurrent.CompletableFuture;

/** A shop whose issuer is honest unless a test says otherwise, and what tests of redeeming assert. */
abstract class RedeemFixture {
    final Shop shop = new Shop(ProgrammedPort.honest());

    static Refused reused(String redeemed) {
        return Refused.of(Violation.of(ViolationCode.ATTEMPT_REUSED, "redeemed", redeemed));
    }

    static Redemptions objecting(Shop shop) {
        return shop.builder()
                .requestRule("acme.never", request -> Samples.NEVER)
                .build();
    }

    static <T> CompletableFuture<T> notReachable() {
        return CompletableFuture.failedFuture(new RedemptionException(FailureCode.NOT_REACHABLE, "refused"));
    }

    static void assertFails(CompletableFuture<?> stage, FailureCode code) {
        assertThatThrownBy(() -> Shop.now(stage))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    static Ticket ticket(RedemptionOutcome outcome) {
        assertThat(outcome).isInstanceOf(Unknown.class);
        return ((Unknown) outcome).ticket();
    }
}
