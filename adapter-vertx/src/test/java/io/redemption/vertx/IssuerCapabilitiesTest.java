package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.ContractBroken;
import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.model.Capability;
import io.redemption.model.Freshness;
import io.redemption.model.Operation;
import io.redemption.model.Redeemed;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that was set up for the issuer itself, and what it believes when a gateway answers. */
class IssuerCapabilitiesTest extends Fixture {
    private static final String GATEWAY = "Redemption-Gateway: 1";

    private final List<ContractBroken> told = new CopyOnWriteArrayList<>();

    private void set(Issuer issuer) {
        use(options().issuer(issuer).listener(new RedemptionListener() {
            @Override
            public void contractBroken(ContractBroken event) {
                told.add(event);
            }
        }));
    }

    private void toldOnce(Operation operation) {
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.call().operation()).isEqualTo(operation);
            assertThat(event.violation()).isEqualTo(ContractViolation.UNDECLARED_GATEWAY);
        });
    }

    private void redeem() {
        assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeem_answeredByAGateway_withdrawsTheIssuersCapabilitiesAndReportsOnce() {
        set(Issuer.REDEMPTION_SERVER);
        server.answers(RawServer.response(200, redemption(COUPON), GATEWAY));

        redeem();
        redeem();

        assertThat(port.capabilities().supported()).containsExactly(Capability.EXPLAINED_REFUSALS);
        toldOnce(Operation.REDEEM);
    }

    @Test
    void find_failureAnsweredByAGateway_withdrawsThemToo() {
        set(Issuer.REDEMPTION_SERVER);
        server.answers(RawServer.response(500, "{}", "redemption-gateway: yes"));

        failure(port.find(COUPON, REDEMPTION, Freshness.CACHED_OK));

        assertThat(port.capabilities().has(Capability.IDEMPOTENT_ATTEMPTS)).isFalse();
        toldOnce(Operation.FIND);
    }

    @Test
    void withTimeLeft_answeredByAGateway_withdrawsThemOfThePortItself() {
        set(Issuer.REDEMPTION_SERVER);
        server.answers(RawServer.response(200, redemption(COUPON), GATEWAY));

        await(port.withTimeLeft(Duration.ofSeconds(5)).redeem(attempt(COUPON)));

        assertThat(port.capabilities().has(Capability.KEEPS_TRANSACTION_IDS)).isFalse();
    }

    @Test
    void redeem_answeredByTheIssuerItself_changesNothing() {
        set(Issuer.REDEMPTION_SERVER);
        server.answers(200, redemption(COUPON));

        redeem();

        assertThat(port.capabilities().supported())
                .containsExactlyInAnyOrder(
                        Capability.EXPLAINED_REFUSALS,
                        Capability.IDEMPOTENT_ATTEMPTS,
                        Capability.KEEPS_TRANSACTION_IDS);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"VAUCHAR", "REDEMPTION_GATEWAY"})
    void redeem_nothingWasDeclared_nothingIsReported(Issuer issuer) {
        set(issuer);
        server.answers(RawServer.response(200, redemption(COUPON), GATEWAY));

        redeem();

        assertThat(port.capabilities().has(Capability.IDEMPOTENT_ATTEMPTS)).isFalse();
        assertThat(told).isEmpty();
    }
}
