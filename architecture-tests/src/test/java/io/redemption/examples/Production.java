package io.redemption.examples;

import io.micrometer.core.instrument.MeterRegistry;
import io.redemption.Redemptions;
import io.redemption.micrometer.MicrometerRedemptionListener;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import java.time.Duration;

/** What a platform holds in production. */
final class Production {
    private Production() {}

    static Redemptions redemptions(String merchantId, String apiKey, MeterRegistry meters) {
        // example begins
        var credentials = CredentialsProvider.of(merchantId, apiKey); // prints neither
        var options = VaucharOptions.builder(VaucharOptions.VAUCHAR, credentials)
                .transport(http -> http.sendTimeout(Duration.ofSeconds(3)))
                .listener(MicrometerRedemptionListener.of(meters)) // redemption-adapter-micrometer
                .cached(); // without this line every read asks the issuer
        return VaucharRedemptions.connect(options.build());
        // example ends
    }
}
