package io.redemption.spring;

import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.redemption.Redemptions;
import io.redemption.micrometer.ContextPropagationHook;
import io.redemption.micrometer.MicrometerObservationListener;
import io.redemption.micrometer.MicrometerRedemptionListener;
import io.redemption.port.BasketJournal;
import io.redemption.port.ContextHook;
import io.redemption.port.TimeSource;
import io.redemption.vauchar.VaucharRedemptions;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Creates a {@link Redemptions} bean for each merchant, unless the application has one.
 *
 * <p>With one merchant the bean is called {@code redemptions}. With several, the one of merchant {@code acme} is called
 * {@code acmeRedemptions} and has the qualifier {@code acme}.
 *
 * <p>A {@code RedemptionPort} bean of the application is used as it is. Otherwise the property {@code redemption.port}
 * chooses: {@code vauchar}, the default, or {@code in-memory}, whose port is a bean too, so that a test can issue
 * codes.
 *
 * <p>Attempts are recorded in an {@code AttemptJournal} bean of the application; otherwise in its database with
 * {@code redemption.journal.store=jdbc}; otherwise in memory. The redemptions are closed before the journal, and the
 * journal before the database, after the web server has finished its requests. With
 * {@code redemption.journal.baskets=true}, baskets are kept beside the attempts, and those that an ended process left
 * open are undone when the application has started. All beans of type {@code RedemptionListener} are told what happens,
 * among them a meter for each registry of Micrometer and an observation of each call for a registry of observations.
 * The fields of all beans of type {@code RequestHeaders} are sent, among them the trace of the observation. A
 * {@code ContextHook} bean carries the caller's context; where Micrometer's context propagation is there, one is made.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple."
                    + "SimpleMetricsExportAutoConfiguration"
        })
@ConditionalOnClass(VaucharRedemptions.class)
@ConditionalOnMissingBean(Redemptions.class)
@EnableConfigurationProperties(RedemptionProperties.class)
@Import({RedemptionsFactory.class, MerchantBeans.class})
public final class RedemptionAutoConfiguration {
    RedemptionAutoConfiguration() {}

    @Bean
    BasketRecovery redemptionBasketRecovery(ListableBeanFactory beans) {
        boolean baskets = beans.getBeanNamesForType(BasketJournal.class).length > 0;
        return new BasketRecovery(baskets ? beans.getBeansOfType(Redemptions.class) : Map.of(), TimeSource.system());
    }

    /** Metrics, where the application has a registry and the adapter is there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({MeterRegistry.class, MicrometerRedemptionListener.class})
    static final class Metrics {
        @Bean
        @ConditionalOnBean(MeterRegistry.class)
        @ConditionalOnMissingBean
        MicrometerRedemptionListener redemptionMetrics(MeterRegistry registry) {
            return MicrometerRedemptionListener.of(registry);
        }
    }

    /** Observations and their traces, where the application has a registry of them and the adapter is there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ObservationRegistry.class, MicrometerObservationListener.class})
    static final class Observations {
        @Bean
        @ConditionalOnBean(ObservationRegistry.class)
        @ConditionalOnMissingBean
        MicrometerObservationListener redemptionObservations(ObservationRegistry registry) {
            return MicrometerObservationListener.of(registry);
        }
    }

    /** The caller's context, where the library that knows what belongs to it is there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ContextSnapshotFactory.class, ContextPropagationHook.class})
    static final class Context {
        @Bean
        @ConditionalOnMissingBean(ContextHook.class)
        ContextPropagationHook redemptionContext() {
            return ContextPropagationHook.create();
        }
    }
}
