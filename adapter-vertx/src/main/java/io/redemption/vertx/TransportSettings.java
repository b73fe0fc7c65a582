package io.redemption.vertx;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The settings of the HTTP clients. Features of Vert.x that are on by default but unsafe for payments are switched off
 * here, after the platform's own adjustment. Stateless.
 */
final class TransportSettings {
    private static final Set<String> PROTOCOLS = new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2"));
    private static final int MAX_HEADER_BYTES = 16_384;
    private static final int MAX_FIRST_LINE_BYTES = 4096;

    private TransportSettings() {}

    /**
     * Returns the settings of one client.
     *
     * @param keepAliveSeconds how long a connection may be idle before it is closed; zero to close it after its first
     *     response
     * @throws IllegalArgumentException if the platform's own adjustment would trust any certificate
     */
    static HttpClientOptions of(VertxRedemptionOptions options, int keepAliveSeconds) {
        HttpClientOptions http = new HttpClientOptions();
        options.adjustment().accept(http);
        makeSafe(http, options);
        Origin origin = options.origin();
        http.setDefaultHost(origin.uriHost()).setDefaultPort(origin.port()).setSsl(origin.tls());
        http.setKeepAlive(keepAliveSeconds > 0).setKeepAliveTimeout(keepAliveSeconds);
        if (http.isUseAlpn()) {
            http.setUseAlpn(false);
        }
        if (origin.tls()) {
            makeTlsSafe(http, options);
        }
        ProxyServer proxy = options.proxyInUse();
        return http.setProxyOptions(proxy == null ? null : proxy.toOptions(options.connectTimeout()));
    }

    private static void makeSafe(HttpClientOptions http, VertxRedemptionOptions options) {
        int connectMillis = Math.toIntExact(options.connectTimeout().toMillis());
        http.setProtocolVersion(HttpVersion.HTTP_1_1)
                .setHttp2ClearTextUpgrade(false)
                .setPipelining(false)
                .setDecompressionSupported(false)
                .setMaxRedirects(0)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_FIRST_LINE_BYTES)
                .setConnectTimeout(connectMillis)
                .setNonProxyHosts(null)
                // Would write credentials and codes to the log.
                .setLogActivity(false)
                // Closing one port must not close the connections of another.
                .setShared(false);
    }

    private static void makeTlsSafe(HttpClientOptions http, VertxRedemptionOptions options) {
        if (http.isTrustAll()) {
            throw new IllegalArgumentException(
                    "httpClient: trusts any certificate (expected: trust(...) with those that are to be trusted)");
        }
        // Not for plain text: a client with TLS settings hashes them for each request.
        http.setSslHandshakeTimeout(options.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        http.setVerifyHost(true);
        Set<String> protocols = new LinkedHashSet<>(http.getEnabledSecureTransportProtocols());
        protocols.retainAll(PROTOCOLS);
        http.setEnabledSecureTransportProtocols(protocols.isEmpty() ? PROTOCOLS : protocols);
        http.setTrustOptions(options.trust() == null ? null : options.trust().toTrust());
        if (options.keys() != null) {
            http.setKeyCertOptions(options.keys().toKeys());
        }
    }

    /** Returns the settings of the Web Client itself: the destination, and no redirects. */
    static WebClientOptions ofWebClient(VertxRedemptionOptions options) {
        Origin origin = options.origin();
        WebClientOptions web = new WebClientOptions();
        web.setFollowRedirects(false)
                // HttpRequestSpec adds the header fields, this one too.
                .setUserAgentEnabled(false)
                .setDefaultHost(origin.uriHost())
                .setDefaultPort(origin.port())
                .setSsl(origin.tls());
        return web;
    }
}
