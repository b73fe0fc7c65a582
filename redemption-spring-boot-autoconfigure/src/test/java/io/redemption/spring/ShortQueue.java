package io.redemption.spring;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an application changes beyond the properties, as the page on Spring Boot shows. */
@Configuration(proxyBeanMethods = false)
class ShortQueue {
    // example begins
    @Bean
    VaucharOptionsCustomizer shortQueue() {
        return (merchant, options) -> options.transport(http -> http.maxQueuedSends(100));
    }
    // example ends
}
