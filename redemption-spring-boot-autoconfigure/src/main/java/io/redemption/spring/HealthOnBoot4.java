package io.redemption.spring;

import io.redemption.Redemptions;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The part {@code redemption} of the application's health, for Spring Boot 4. */
@AutoConfiguration(after = RedemptionAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
@ConditionalOnBean(Redemptions.class)
@ConditionalOnProperty(name = "management.health.redemption.enabled", matchIfMissing = true)
final class HealthOnBoot4 {
    HealthOnBoot4() {}

    @Bean
    @ConditionalOnMissingBean(name = "redemptionHealthIndicator")
    HealthIndicator redemptionHealthIndicator(Map<String, Redemptions> merchants) {
        return () -> {
            IssuerHealth found = IssuerHealth.of(merchants);
            return Health.status(found.state().name())
                    .withDetails(found.details())
                    .build();
        };
    }
}
