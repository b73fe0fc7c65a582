package io.redemption.vertx;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;

/** Checks options, each and between each other, and names the one that is wrong. */
final class OptionsCheck {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LONGEST_SKEW = Duration.ofDays(3650);
    private static final int MIN_BYTES = 1024;

    private OptionsCheck() {}

    /** The origin in the base URI, if that and everything else is in order. */
    static Origin checked(VertxRedemptionOptionsBuilder options) {
        Origin origin = Origin.parse(options.baseUri);
        if (!origin.tls() && !origin.isLoopback() && !options.plainText) {
            throw unexpected(
                    "base URI",
                    origin,
                    "https; http only to a loopback host, or if told to send credentials in plain text");
        }
        between("send timeout", options.sendTimeout, SHORTEST, LONGEST);
        between("connect timeout", options.connectTimeout, SHORTEST, options.sendTimeout);
        between("max clock skew", options.maxClockSkew, Duration.ZERO, LONGEST_SKEW);
        between("pool size", options.poolSize, 1, 1000);
        between("max queued sends", options.maxQueuedSends, 1, 100_000);
        between("max body bytes", options.maxBodyBytes, MIN_BYTES, VertxRedemptionOptions.DEFAULT_MAX_BODY_BYTES);
        between("max list bytes", options.maxListBytes, MIN_BYTES, 1 << 30);
        checkTrusted(origin, options);
        return origin;
    }

    private static void checkTrusted(Origin origin, VertxRedemptionOptionsBuilder options) {
        if (options.trusted == null) {
            return;
        }
        if (!origin.tls()) {
            throw unexpected("trust", "certificates", "none, because the base URI is not https");
        }
        boolean none;
        try {
            none = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(options.trusted))
                    .isEmpty();
        } catch (CertificateException e) {
            none = true;
        }
        if (none) {
            throw unexpected("trust", options.trusted.length + " bytes", "one or more X.509 certificates in PEM");
        }
    }

    private static <T extends Comparable<T>> void between(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw unexpected(name, value, least + " to " + most);
        }
    }

    private static IllegalArgumentException unexpected(String name, Object value, String expected) {
        return new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
}
