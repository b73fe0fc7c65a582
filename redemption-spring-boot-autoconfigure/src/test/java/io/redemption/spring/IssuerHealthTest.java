package io.redemption.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.FailureCode;
import io.redemption.port.RedemptionPort;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class IssuerHealthTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(RedemptionAutoConfiguration.class, HealthOnBoot3.class))
            .withPropertyValues("redemption.port=in-memory");

    @Test
    void issuerInMemory_isUp() {
        application.run(context -> assertThat(
                        context.getBean(HealthIndicator.class).health().getStatus())
                .isEqualTo(Status.UP));
    }

    @Test
    void turnedOff_isNoBean() {
        application
                .withPropertyValues("management.health.redemption.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
    }

    @Test
    void severalMerchants_haveTheWorstState() {
        Redemptions good = Redemptions.builder(InMemoryRedemptionPort.create()).build();
        Redemptions mute = Redemptions.builder(withoutProbe()).build();
        Redemptions closed =
                Redemptions.builder(InMemoryRedemptionPort.create()).build();
        closed.close();

        assertThat(IssuerHealth.of(new TreeMap<>(Map.of("a", good, "b", mute))))
                .isEqualTo(new IssuerHealth(
                        IssuerHealth.State.UNKNOWN,
                        Map.of(
                                "a",
                                        IssuerHealth.of(Map.of("a", good))
                                                .details()
                                                .get("a"),
                                "b", Map.of("failure", FailureCode.NOT_SUPPORTED))));
        assertThat(IssuerHealth.of(Map.of("a", good, "b", mute, "c", closed)).state())
                .isEqualTo(IssuerHealth.State.DOWN);
    }

    /** A port that can do nothing but say what it can do. */
    private static RedemptionPort withoutProbe() {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        return (RedemptionPort) Proxy.newProxyInstance(
                RedemptionPort.class.getClassLoader(),
                new Class<?>[] {RedemptionPort.class},
                (proxy, method, arguments) -> method.invoke(issuer, arguments));
    }
}
