package io.redemption.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.vauchar.VaucharOptions;
import io.redemption.vertx.CredentialsProvider;
import org.junit.jupiter.api.Test;

/** The customizer that the page on Spring Boot shows changes what it says. */
class NarrowPoolTest {
    @Test
    void narrowPool_customizes_thePool() {
        var options = VaucharOptions.builder(VaucharOptions.VAUCHAR, CredentialsProvider.of("merchant", "key"));

        new NarrowPool().narrowPool().customize("default", options);

        assertThat(options.build().transport().poolSize()).isEqualTo(4);
    }
}
