package io.redemption.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JacksonModule;

/** How the application's Jackson 3 shows the library's types. Spring Boot gives the module to its mappers. */
@AutoConfiguration
@ConditionalOnClass(name = "tools.jackson.databind.JacksonModule")
final class Jackson3 {
    Jackson3() {}

    @Bean
    @ConditionalOnMissingBean(name = "redemptionJackson3Module")
    JacksonModule redemptionJackson3Module() {
        return new JsonOfJackson3();
    }
}
