package io.redemption.spring;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an application changes beyond the properties, as the page on Spring Boot shows. */
@Configuration(proxyBeanMethods = false)
class NarrowPool {
    // example begins
    @Bean
    VaucharOptionsCustomizer narrowPool() {
        return (merchant, options) -> options.transport(http -> http.poolSize(4));
    }
    // example ends
}
