package io.redemption.vertx;

import io.redemption.internal.Checks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks options, each alone and against the others, and names the one that is wrong. */
final class VertxOptionsCheck {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LONGEST_SKEW = Duration.ofDays(3650);
    private static final int MIN_BYTES = 1024;

    private VertxOptionsCheck() {}

    /** Checks all options and returns the origin of the base URI. */
    static Origin checked(VertxRedemptionOptionsBuilder options) {
        Origin origin = Origin.parse(options.baseUri);
        if (!origin.tls() && !origin.isLoopback() && !options.plainText) {
            throw Checks.unexpected(
                    "base URI", origin, "https; http only to a loopback host, or with sendCredentialsInPlainText()");
        }
        Checks.between("send timeout", options.sendTimeout, SHORTEST, LONGEST);
        Checks.between("connect timeout", options.connectTimeout, SHORTEST, options.sendTimeout);
        Checks.between("max clock skew", options.maxClockSkew, Duration.ZERO, LONGEST_SKEW);
        Checks.between("pool size", options.poolSize, 1, 1000);
        Checks.between("max queued sends", options.maxQueuedSends, 1, 100_000);
        Checks.between(
                "max body bytes", options.maxBodyBytes, MIN_BYTES, VertxRedemptionOptions.DEFAULT_MAX_BODY_BYTES);
        Checks.between("max list bytes", options.maxListBytes, MIN_BYTES, 1 << 30);
        checkTls(origin, options);
        checkProxy(origin, options.proxy);
        checkName(options.applicationName);
        return origin;
    }

    private static void checkTls(Origin origin, VertxRedemptionOptionsBuilder options) {
        KeyMaterial trust = options.trust;
        KeyMaterial keys = options.keys;
        if (!origin.tls() && (trust != null || keys != null)) {
            throw Checks.unexpected(
                    trust != null ? "trust" : "client key", "given", "none, because the base URI is not https");
        }
        if (trust != null && !trust.hasCertificate()) {
            throw Checks.unexpected(
                    "trust",
                    trust.size() + " bytes",
                    "one or more X.509 certificates in PEM, or in a PKCS#12 store that the password opens");
        }
        if (keys != null && !keys.hasKey()) {
            throw Checks.unexpected(
                    "client key",
                    keys.size() + " bytes",
                    "a PKCS#12 store with a private key, both opened by the password");
        }
    }

    private static void checkProxy(Origin origin, @Nullable ProxyServer proxy) {
        if (proxy != null && proxy.isHttp() && !origin.tls()) {
            throw Checks.unexpected(
                    "proxy",
                    proxy,
                    "SOCKS5, because what is sent to an http base URI cannot be tunnelled through HTTP");
        }
    }

    private static void checkName(@Nullable String applicationName) {
        if (applicationName != null && !UserAgent.isProduct(applicationName)) {
            throw Checks.unexpected(
                    "application name", applicationName.length() + " characters", "for example shop or shop/2.1");
        }
    }
}
