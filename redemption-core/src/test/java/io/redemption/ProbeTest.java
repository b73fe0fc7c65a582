package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.redemption.model.FailureCode;
import io.redemption.model.ProbeResult;
import io.redemption.model.ProbeResult.Fact;
import io.redemption.model.RedemptionException;
import org.junit.jupiter.api.Test;

/** Probes by the facade. */
class ProbeTest {
    private final Shop shop = new Shop(ProgrammedPort.honest());

    @Test
    void probe_portThatCannot_failsAsNotSupportedAndSendsNothing() {
        RedemptionException failure = catchThrowableOfType(
                RedemptionException.class, () -> shop.redemptions.blocking().probe());

        assertThat(failure.code()).isEqualTo(FailureCode.NOT_SUPPORTED);
        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void probe_afterClose_fails() {
        shop.redemptions.close();

        assertThat(catchThrowableOfType(
                                RedemptionException.class,
                                () -> shop.redemptions.blocking().probe())
                        .code())
                .isEqualTo(FailureCode.CLOSED);
    }

    @Test
    void isGood_needsAnAnswerAcceptedCredentialsAndNoOtherServer() {
        assertThat(ProbeResult.good(true).isGood()).isTrue();
        for (Fact reachable : Fact.values()) {
            for (Fact credentials : Fact.values()) {
                for (Fact api : Fact.values()) {
                    assertThat(ProbeResult.of(reachable, credentials, api, Fact.UNKNOWN, null)
                                    .isGood())
                            .isEqualTo(reachable == Fact.YES && credentials == Fact.YES && api != Fact.NO);
                }
            }
        }
    }
}
