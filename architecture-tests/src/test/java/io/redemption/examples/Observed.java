package io.redemption.examples;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import io.micrometer.observation.ObservationRegistry;
import io.redemption.Redemptions;
import io.redemption.micrometer.ContextPropagationHook;
import io.redemption.micrometer.MicrometerObservationListener;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;

/** One trace from the platform to the issuer, and the log's context on every thread. */
final class Observed {
    private Observed() {}

    static Redemptions redemptions(String merchantId, String apiKey, ObservationRegistry registry) {
        var credentials = CredentialsProvider.of(merchantId, apiKey);
        // example begins
        ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor()); // once a process
        var observations = MicrometerObservationListener.of(registry);
        var options = VaucharOptions.builder(VaucharOptions.VAUCHAR, credentials)
                .listener(observations)
                .transport(http -> http.requestHeaders(observations)) // traceparent
                .contextHook(ContextPropagationHook.create()); // io.micrometer:context-propagation
        // example ends
        return VaucharRedemptions.connect(options.build());
    }
}
