package io.redemption.vertx;

import io.redemption.events.RedemptionListener;
import io.redemption.events.RequestHeaders;
import io.redemption.port.TimeSource;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How to reach an issuer that offers the Vauchar API. Immutable.
 *
 * <p>TLS 1.2 or newer is required, and the host name in the certificate is always checked. No option changes that.
 */
public final class VertxRedemptionOptions {
    /** The vendor's base URI: {@value}. */
    public static final String VAUCHAR = "https://api.vauchar.com";

    /** How long one send may take by default, from the queue to the last byte of the answer: 4 seconds. */
    public static final Duration DEFAULT_SEND_TIMEOUT = Duration.ofSeconds(4);

    /** How long connecting may take by default, and as long again for a TLS handshake: 2 seconds. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** How far the issuer's clock and ours may differ by default: 5 minutes. */
    public static final Duration DEFAULT_MAX_CLOCK_SKEW = Duration.ofMinutes(5);

    /** The default number of connections for reads, and as many again for writes: {@value}. */
    public static final int DEFAULT_POOL_SIZE = 16;

    /** How many sends may wait for a connection by default, reads and writes each: {@value}. */
    public static final int DEFAULT_MAX_QUEUED_SENDS = 256;

    /** The largest response that is read, in bytes, except for lists: {@value}. */
    public static final int DEFAULT_MAX_BODY_BYTES = 1 << 20;

    /** The largest list that is read, in bytes: {@value}. */
    public static final int DEFAULT_MAX_LIST_BYTES = 8 << 20;

    /** How many lists of the largest size all sends together may read at one time: {@value}. */
    public static final int LISTS_AT_ONCE = 4;

    /** How one redemption of a voucher is read, for which the API documents no path. */
    public enum VoucherGetOne {
        /** From the voucher's list. The default. */
        LIST,
        /** By the path that the other kinds have; from the list after 404 or 405, which prove nothing there. */
        DIRECT
    }

    /**
     * Whether a gift card's redemption contains a transaction id. The API's schema for the request does not list one,
     * but the one for the response does, and the vendor's own shop plugin sends it.
     */
    public enum GiftCardTransactionId {
        /** It is sent. The default: without it a lost response can hardly be resolved. */
        SEND,
        /** It is not sent, for an issuer that refuses it. */
        OMIT
    }

    /** How many decimals of a value the issuer keeps by default, as the API does: {@value}. */
    public static final int DEFAULT_MAX_SCALE = 2;

    /**
     * The kind of server that answers. It decides which capabilities the port declares and which extensions of the API
     * it trusts.
     */
    public enum Issuer {
        /** Vauchar, or another issuer that follows its documentation. The default. */
        VAUCHAR,
        /**
         * This library's own server, not in its strict mode: it honours attempt ids, explains refusals, keeps
         * transaction ids and says when it did not execute a request. After a response from a gateway the port
         * continues as for {@link #REDEMPTION_GATEWAY}.
         */
        REDEMPTION_SERVER,
        /**
         * This library's own server as a gateway to another issuer, not in its strict mode. It explains refusals and
         * says when it did not execute a request. Its memory of attempts may end with its process, and its upstream
         * decides whether transaction ids are kept, so neither is declared.
         */
        REDEMPTION_GATEWAY
    }

    private final Origin origin;
    private final CredentialsProvider credentials;
    private final VertxRedemptionOptionsBuilder settings;

    VertxRedemptionOptions(VertxRedemptionOptionsBuilder builder) {
        this.settings = new VertxRedemptionOptionsBuilder(builder);
        this.origin = VertxOptionsCheck.checked(settings);
        this.credentials = builder.credentials;
    }

    /**
     * Begins the options.
     *
     * @param baseUri where the API is, for example {@value #VAUCHAR}: scheme, host, optionally a port and a path
     *     prefix; no user info, query, fragment or dot segments. Checked by {@link VertxRedemptionOptionsBuilder#build}
     * @param credentials called before every send
     * @return a builder
     */
    public static VertxRedemptionOptionsBuilder builder(String baseUri, CredentialsProvider credentials) {
        return new VertxRedemptionOptionsBuilder(baseUri, credentials);
    }

    /** {@return a builder with these options} */
    public VertxRedemptionOptionsBuilder toBuilder() {
        return new VertxRedemptionOptionsBuilder(settings);
    }

    /** {@return the base URI, rebuilt from its checked parts, with its port and without a trailing slash} */
    public URI baseUri() {
        return URI.create(origin.toString());
    }

    Origin origin() {
        return origin;
    }

    /** {@return the provider that is called before every send} */
    public CredentialsProvider credentials() {
        return credentials;
    }

    /** {@return how long one send may take, from the queue to the last byte of the answer} */
    public Duration sendTimeout() {
        return settings.sendTimeout;
    }

    /** {@return how long connecting may take; a TLS handshake may take as long again} */
    public Duration connectTimeout() {
        return settings.connectTimeout;
    }

    /**
     * {@return how far the issuer's clock and ours may differ before a confirmation is attributed to another attempt}
     */
    public Duration maxClockSkew() {
        return settings.maxClockSkew;
    }

    /** {@return the number of connections for reads, for writes, and for each of the two on fresh connections} */
    public int poolSize() {
        return settings.poolSize;
    }

    /** {@return how many sends may wait for a connection, reads and writes each} */
    public int maxQueuedSends() {
        return settings.maxQueuedSends;
    }

    /** {@return the largest response that is read, in bytes, except for lists} */
    public int maxBodyBytes() {
        return settings.maxBodyBytes;
    }

    /**
     * {@return the largest list that is read, in bytes; one searched for a transaction may be larger. All responses
     * that are being read at one time may together have {@value #LISTS_AT_ONCE} times as many}
     */
    public int maxListBytes() {
        return settings.maxListBytes;
    }

    /** {@return how one redemption of a voucher is read} */
    public VoucherGetOne voucherGetOne() {
        return settings.voucherGetOne;
    }

    /** {@return whether a gift card's redemption contains a transaction id} */
    public GiftCardTransactionId giftCardTransactionId() {
        return settings.giftCardTransactionId;
    }

    /** {@return how many decimals of a value the issuer keeps} */
    public int maxScale() {
        return settings.maxScale;
    }

    /** {@return who answers} */
    public Issuer issuer() {
        return settings.issuer;
    }

    /** {@return whether the issuer replaces user ids by its own} */
    public boolean rewritesUserIds() {
        return settings.rewritesUserIds;
    }

    /** {@return the clock and timer} */
    public TimeSource time() {
        return settings.time;
    }

    /** {@return the listener that is notified of every send} */
    public RedemptionListener listener() {
        return settings.listener;
    }

    /** {@return whether credentials may be sent unencrypted to a host that is not this machine} */
    public boolean sendsCredentialsInPlainText() {
        return settings.plainText;
    }

    /** {@return a copy of the PEM certificates that replace the platform's trust store, if there are any} */
    public Optional<byte[]> trusted() {
        KeyMaterial trust = settings.trust;
        return trust == null || !trust.isPem() ? Optional.empty() : Optional.of(trust.bytes());
    }

    /** {@return the proxy, if there is one} */
    public Optional<ProxyServer> proxy() {
        return Optional.ofNullable(settings.proxy);
    }

    @Nullable
    RequestHeaders requestHeaders() {
        return settings.requestHeaders;
    }

    @Nullable
    Vertx vertx() {
        return settings.vertx;
    }

    @Nullable
    KeyMaterial trust() {
        return settings.trust;
    }

    @Nullable
    KeyMaterial keys() {
        return settings.keys;
    }

    /** Returns the proxy, unless the issuer is a host that is reached without it. */
    @Nullable
    ProxyServer proxyInUse() {
        ProxyServer proxy = settings.proxy;
        return proxy == null || proxy.isBypassedFor(origin.host()) ? null : proxy;
    }

    @Nullable
    String applicationName() {
        return settings.applicationName;
    }

    Consumer<HttpClientOptions> adjustment() {
        return settings.adjustment;
    }

    /** {@return whether every option is equal; a clock, listener, provider or adjustment by its own {@code equals}} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VertxRedemptionOptions that
                && origin.equals(that.origin)
                && Arrays.equals(settings.values(), that.settings.values());
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, Arrays.hashCode(settings.values()));
    }

    /** {@return base URI, issuer, timeouts and pool; no credentials} */
    @Override
    public String toString() {
        return origin + ", " + issuer() + ", send " + sendTimeout() + ", connect " + connectTimeout() + ", pool "
                + poolSize() + "+" + maxQueuedSends();
    }
}
