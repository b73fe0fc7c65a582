package io.redemption.vertx;

import io.redemption.events.RedemptionListener;
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
 * How to reach an issuer that speaks the Vauchar API. Immutable.
 *
 * <p>TLS 1.2 or newer, and the host's name in its certificate is always checked: there is no option against that.
 */
public final class VertxRedemptionOptions {
    /** The vendor's base URI: {@value}. */
    public static final String VAUCHAR = "https://api.vauchar.com";

    /** How long one send may take by default, from the queue to the last byte of the answer: 4 seconds. */
    public static final Duration DEFAULT_SEND_TIMEOUT = Duration.ofSeconds(4);

    /** How long making a connection may take by default, TLS included once more: 2 seconds. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** How far the issuer's clock and ours may differ by default: 5 minutes. */
    public static final Duration DEFAULT_MAX_CLOCK_SKEW = Duration.ofMinutes(5);

    /** The default number of connections for reads, and as many again for writes: {@value}. */
    public static final int DEFAULT_POOL_SIZE = 16;

    /** How many sends may wait for a connection by default, reads and writes each: {@value}. */
    public static final int DEFAULT_MAX_QUEUED_SENDS = 256;

    /** The largest answer that is read, in bytes, but for lists: {@value}. */
    public static final int DEFAULT_MAX_BODY_BYTES = 1 << 20;

    /** The largest list that is read, in bytes: {@value}. */
    public static final int DEFAULT_MAX_LIST_BYTES = 8 << 20;

    /** How many answers of the size of the largest list all sends together may read at one time: {@value}. */
    public static final int LISTS_AT_ONCE = 4;

    /** How one redemption of a voucher is read, for which the API documents no path. */
    public enum VoucherGetOne {
        /** Out of the voucher's list. The default. */
        LIST,
        /**
         * By the path that the other kinds have; out of the list if it answers 404 or 405, which proves nothing there.
         */
        DIRECT
    }

    /**
     * Whether a gift card's redemption carries a transaction id. The API's schema for the request does not name one,
     * but the one for the answer does, and the vendor's own shop plugin sends it.
     */
    public enum GiftCardTransactionId {
        /** It does. The default: without it an answer that got lost can hardly be found again. */
        SEND,
        /** It does not, for an issuer that refuses it. */
        OMIT
    }

    /** How many decimals of a value the issuer keeps by default, as the API does: {@value}. */
    public static final int DEFAULT_MAX_SCALE = 2;

    /** Who answers, and so which capabilities the port declares and which extensions of the API are believed. */
    public enum Issuer {
        /** Vauchar, or somebody else who keeps to its documents. The default. */
        VAUCHAR,
        /**
         * This library's own server, not in its strict mode: it honours attempt ids, explains refusals, keeps
         * transaction ids and says when it did not carry something out. Once an answer says that it is a gateway's, the
         * port goes on as for {@link #REDEMPTION_GATEWAY}.
         */
        REDEMPTION_SERVER,
        /**
         * This library's own server as a gateway to another issuer, not in its strict mode. It explains refusals and
         * says when it did not carry something out. What it remembers of attempts may end with its process, and
         * transaction ids are kept as its upstream keeps them: so neither is declared.
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
     * Begins options.
     *
     * @param baseUri where the API is, for example {@value #VAUCHAR}: scheme, host, port if need be, and a path that
     *     comes before every other; no user info, query, fragment or dot segments. Checked by
     *     {@link VertxRedemptionOptionsBuilder#build}
     * @param credentials asked before every send
     * @return a builder
     */
    public static VertxRedemptionOptionsBuilder builder(String baseUri, CredentialsProvider credentials) {
        return new VertxRedemptionOptionsBuilder(baseUri, credentials);
    }

    /** {@return a builder that begins with these options} */
    public VertxRedemptionOptionsBuilder toBuilder() {
        return new VertxRedemptionOptionsBuilder(settings);
    }

    /** {@return where the API is, rebuilt from its checked parts, with its port, and without a slash at the end} */
    public URI baseUri() {
        return URI.create(origin.toString());
    }

    Origin origin() {
        return origin;
    }

    /** {@return what is asked for credentials before every send} */
    public CredentialsProvider credentials() {
        return credentials;
    }

    /** {@return how long one send may take, from the queue to the last byte of the answer} */
    public Duration sendTimeout() {
        return settings.sendTimeout;
    }

    /** {@return how long making a connection may take; a TLS handshake may take as long again} */
    public Duration connectTimeout() {
        return settings.connectTimeout;
    }

    /** {@return how far the issuer's clock and ours may differ before a confirmation is taken for another's} */
    public Duration maxClockSkew() {
        return settings.maxClockSkew;
    }

    /** {@return the number of connections for reads, for writes, and for those of each that need a fresh one} */
    public int poolSize() {
        return settings.poolSize;
    }

    /** {@return how many sends may wait for a connection, or for one to be made, reads and writes each} */
    public int maxQueuedSends() {
        return settings.maxQueuedSends;
    }

    /** {@return the largest answer that is read, in bytes, but for lists} */
    public int maxBodyBytes() {
        return settings.maxBodyBytes;
    }

    /**
     * {@return the largest list that is read, in bytes; one searched for a transaction may be larger. All answers that
     * are being read at one time may together have {@value #LISTS_AT_ONCE} times as many}
     */
    public int maxListBytes() {
        return settings.maxListBytes;
    }

    /** {@return how one redemption of a voucher is read} */
    public VoucherGetOne voucherGetOne() {
        return settings.voucherGetOne;
    }

    /** {@return whether a gift card's redemption carries a transaction id} */
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

    /** {@return whether the issuer answers with user ids of its own} */
    public boolean rewritesUserIds() {
        return settings.rewritesUserIds;
    }

    /** {@return the clock and timer} */
    public TimeSource time() {
        return settings.time;
    }

    /** {@return who is told of every send} */
    public RedemptionListener listener() {
        return settings.listener;
    }

    /** {@return whether credentials may go over plain text to a host that is not this machine} */
    public boolean sendsCredentialsInPlainText() {
        return settings.plainText;
    }

    /** {@return a copy of the PEM certificates that are trusted instead of the platform's, if there are any} */
    public Optional<byte[]> trusted() {
        KeyMaterial trust = settings.trust;
        return trust == null || !trust.isPem() ? Optional.empty() : Optional.of(trust.bytes());
    }

    /** {@return the proxy, if there is one} */
    public Optional<ProxyServer> proxy() {
        return Optional.ofNullable(settings.proxy);
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

    /** The proxy, unless the issuer is one of the hosts that are reached without it. */
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
