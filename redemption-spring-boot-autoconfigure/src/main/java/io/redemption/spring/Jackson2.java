package io.redemption.spring;

import com.fasterxml.jackson.databind.Module;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** How the application's Jackson 2 shows the library's types. Spring Boot gives the module to its mappers. */
@AutoConfiguration
@ConditionalOnClass(name = "com.fasterxml.jackson.databind.Module")
final class Jackson2 {
    Jackson2() {}

    @Bean
    @ConditionalOnMissingBean(name = "redemptionJackson2Module")
    Module redemptionJackson2Module() {
        return new JsonOfJackson2();
    }
}
