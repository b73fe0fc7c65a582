package io.redemption.spring.test;

import io.redemption.port.RedemptionPort;
import io.redemption.spring.RedemptionAutoConfiguration;
import io.redemption.spring.RedemptionsCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The beans of a {@link RedemptionFixture}. */
@AutoConfiguration(before = RedemptionAutoConfiguration.class)
final class FixtureConfiguration {
    FixtureConfiguration() {}

    @Bean
    RedemptionFixture redemptionFixture() {
        return new RedemptionFixture();
    }

    @Bean
    @Primary
    RedemptionPort redemptionFixturePort(RedemptionFixture fixture) {
        return fixture.current();
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RedemptionsCustomizer redemptionFixtureCustomizer(RedemptionFixture fixture) {
        return (merchant, redemptions) -> redemptions.time(fixture.time()).resolveInBackground(false);
    }
}
