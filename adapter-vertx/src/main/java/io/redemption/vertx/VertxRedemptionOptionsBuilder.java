package io.redemption.vertx;

import io.redemption.events.RedemptionListener;
import io.redemption.events.RequestHeaders;
import io.redemption.model.Capabilities;
import io.redemption.port.TimeSource;
import io.redemption.vertx.VertxRedemptionOptions.GiftCardTransactionId;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.redemption.vertx.VertxRedemptionOptions.VoucherGetOne;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects {@link VertxRedemptionOptions}. Not thread-safe. */
public final class VertxRedemptionOptionsBuilder {
    final String baseUri;
    final CredentialsProvider credentials;
    Duration sendTimeout = VertxRedemptionOptions.DEFAULT_SEND_TIMEOUT;
    Duration connectTimeout = VertxRedemptionOptions.DEFAULT_CONNECT_TIMEOUT;
    Duration maxClockSkew = VertxRedemptionOptions.DEFAULT_MAX_CLOCK_SKEW;
    int poolSize = VertxRedemptionOptions.DEFAULT_POOL_SIZE;
    int maxQueuedSends = VertxRedemptionOptions.DEFAULT_MAX_QUEUED_SENDS;
    int maxBodyBytes = VertxRedemptionOptions.DEFAULT_MAX_BODY_BYTES;
    int maxListBytes = VertxRedemptionOptions.DEFAULT_MAX_LIST_BYTES;
    VoucherGetOne voucherGetOne = VoucherGetOne.LIST;
    GiftCardTransactionId giftCardTransactionId = GiftCardTransactionId.SEND;
    int maxScale = VertxRedemptionOptions.DEFAULT_MAX_SCALE;
    Issuer issuer = Issuer.VAUCHAR;
    TimeSource time = TimeSource.system();
    RedemptionListener listener = RedemptionListener.NONE;
    boolean rewritesUserIds;
    boolean plainText;

    @Nullable
    KeyMaterial trust;

    @Nullable
    KeyMaterial keys;

    @Nullable
    ProxyServer proxy;

    @Nullable
    String applicationName;

    @Nullable
    RequestHeaders requestHeaders;

    @Nullable
    Vertx vertx;

    Consumer<HttpClientOptions> adjustment = http -> {};

    VertxRedemptionOptionsBuilder(String baseUri, CredentialsProvider credentials) {
        this.baseUri = baseUri;
        this.credentials = credentials;
    }

    VertxRedemptionOptionsBuilder(VertxRedemptionOptionsBuilder other) {
        this(other.baseUri, other.credentials);
        this.sendTimeout = other.sendTimeout;
        this.connectTimeout = other.connectTimeout;
        this.maxClockSkew = other.maxClockSkew;
        this.poolSize = other.poolSize;
        this.maxQueuedSends = other.maxQueuedSends;
        this.maxBodyBytes = other.maxBodyBytes;
        this.maxListBytes = other.maxListBytes;
        this.voucherGetOne = other.voucherGetOne;
        this.giftCardTransactionId = other.giftCardTransactionId;
        this.maxScale = other.maxScale;
        this.issuer = other.issuer;
        this.rewritesUserIds = other.rewritesUserIds;
        this.time = other.time;
        this.listener = other.listener;
        this.plainText = other.plainText;
        this.trust = other.trust;
        this.keys = other.keys;
        this.proxy = other.proxy;
        this.applicationName = other.applicationName;
        this.requestHeaders = other.requestHeaders;
        this.vertx = other.vertx;
        this.adjustment = other.adjustment;
    }

    /** Returns every option except the base URI, for {@code equals}. */
    @Nullable
    Object[] values() {
        return new @Nullable Object[] {
            credentials,
            sendTimeout,
            connectTimeout,
            maxClockSkew,
            poolSize,
            maxQueuedSends,
            maxBodyBytes,
            maxListBytes,
            voucherGetOne,
            giftCardTransactionId,
            maxScale,
            issuer,
            rewritesUserIds,
            time,
            listener,
            plainText,
            trust,
            keys,
            proxy,
            applicationName,
            requestHeaders,
            vertx,
            adjustment
        };
    }

    /**
     * Limits the time of one send. The deadline is absolute: received bytes do not extend it.
     *
     * @param timeout 10 milliseconds to 10 minutes; by default {@link VertxRedemptionOptions#DEFAULT_SEND_TIMEOUT}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder sendTimeout(Duration timeout) {
        this.sendTimeout = timeout;
        return this;
    }

    /**
     * Limits the time of connecting, and separately that of the TLS handshake.
     *
     * @param timeout 10 milliseconds up to the send timeout; by default
     *     {@link VertxRedemptionOptions#DEFAULT_CONNECT_TIMEOUT}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = timeout;
        return this;
    }

    /**
     * Limits how far the issuer's clock and ours may differ. A confirmation whose {@code created} is further before its
     * attempt, or further in the future, is attributed to another attempt, and the outcome is unknown.
     *
     * @param skew zero to 3,650 days; by default {@link VertxRedemptionOptions#DEFAULT_MAX_CLOCK_SKEW}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder maxClockSkew(Duration skew) {
        this.maxClockSkew = skew;
        return this;
    }

    /**
     * Limits the connections for reads, and those for writes. Each has as many again for requests that need a fresh
     * connection: reversals, and reads of redemptions that must come from the issuer.
     *
     * @param connections 1 to 1,000 each; by default {@value VertxRedemptionOptions#DEFAULT_POOL_SIZE}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder poolSize(int connections) {
        this.poolSize = connections;
        return this;
    }

    /**
     * Limits the sends that wait for a connection, separately for reads and writes. Further sends fail as overloaded.
     *
     * @param sends 1 to 100,000; by default {@value VertxRedemptionOptions#DEFAULT_MAX_QUEUED_SENDS}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder maxQueuedSends(int sends) {
        this.maxQueuedSends = sends;
        return this;
    }

    /**
     * Limits a response that is not a list.
     *
     * @param bytes 1,024 to {@value VertxRedemptionOptions#DEFAULT_MAX_BODY_BYTES}, which is the default
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder maxBodyBytes(int bytes) {
        this.maxBodyBytes = bytes;
        return this;
    }

    /**
     * Limits a list that is kept whole, and with it the memory of all sends together: they may read
     * {@value VertxRedemptionOptions#LISTS_AT_ONCE} times as many bytes at one time. A read beyond that fails as
     * overloaded.
     *
     * @param bytes 1,024 to 1 GiB; by default {@value VertxRedemptionOptions#DEFAULT_MAX_LIST_BYTES}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder maxListBytes(int bytes) {
        this.maxListBytes = bytes;
        return this;
    }

    /**
     * Chooses how one redemption of a voucher is read.
     *
     * @param how by default {@link VoucherGetOne#LIST}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder voucherGetOne(VoucherGetOne how) {
        this.voucherGetOne = how;
        return this;
    }

    /**
     * Chooses whether a gift card's redemption contains a transaction id.
     *
     * @param choice by default {@link GiftCardTransactionId#SEND}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder giftCardTransactionId(GiftCardTransactionId choice) {
        this.giftCardTransactionId = choice;
        return this;
    }

    /**
     * Sets how many decimals of a value the issuer keeps. Requests with more are refused unsent, and responses are read
     * with as many.
     *
     * @param decimals from 0 to 4; by default {@value VertxRedemptionOptions#DEFAULT_MAX_SCALE}, as the API does
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public VertxRedemptionOptionsBuilder maxScale(int decimals) {
        this.maxScale = new Capabilities(Set.of(), decimals).maxScale();
        return this;
    }

    /**
     * Sets the kind of server that answers.
     *
     * @param issuer by default {@link Issuer#VAUCHAR}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder issuer(Issuer issuer) {
        this.issuer = issuer;
        return this;
    }

    /**
     * Declares that the issuer replaces user ids by its own; by default it must echo those that were sent. Then the
     * user of a redemption is compared neither in a first response nor when a lost one is resolved. Value, redeemable
     * and transaction id are always compared.
     *
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder rewritesUserIds() {
        this.rewritesUserIds = true;
        return this;
    }

    /**
     * Sets the clock and timer, for tests.
     *
     * @param time by default {@link TimeSource#system}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder time(TimeSource time) {
        this.time = time;
        return this;
    }

    /**
     * Sets the listener that is notified of every send.
     *
     * @param listener by default {@link RedemptionListener#NONE}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder listener(RedemptionListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Allows sending credentials, codes and personal data unencrypted to a host that is not this machine, if the base
     * URI begins with {@code http}. Anyone on the network path can read and use them.
     *
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder sendCredentialsInPlainText() {
        this.plainText = true;
        return this;
    }

    /**
     * Trusts these certificate authorities instead of those of the platform. Replaces an earlier {@code trust}.
     *
     * @param pem one or more certificates in PEM
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder trust(byte[] pem) {
        this.trust = KeyMaterial.pem(pem);
        return this;
    }

    /**
     * Trusts the certificates in a trust store instead of those of the platform. Replaces an earlier {@code trust}.
     *
     * @param pkcs12 the store's bytes, in PKCS#12
     * @param password the store's password; never printed
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder trust(byte[] pkcs12, char[] password) {
        this.trust = KeyMaterial.store(pkcs12, password);
        return this;
    }

    /**
     * Sets the client certificate for mutual TLS. With TLS 1.3 an issuer rejects it only after the request was sent
     * (RFC 8446, section 4.4.2.4), so a redemption that fails like this is unknown.
     *
     * @param pkcs12 a key store's bytes, in PKCS#12, with a private key and its certificates
     * @param password the password of store and key; never printed
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder clientKey(byte[] pkcs12, char[] password) {
        this.keys = KeyMaterial.store(pkcs12, password);
        return this;
    }

    /**
     * Opens the connections on a Vert.x instance of the platform, as {@link VertxRedemptionPort#create(Vertx,
     * VertxRedemptionOptions)} does. A port never closes it.
     *
     * @param platform the instance; by default one that all ports without one share
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder vertx(Vertx platform) {
        this.vertx = platform;
        return this;
    }

    /**
     * Sends through a proxy.
     *
     * @param server the proxy; an HTTP proxy only for a base URI that begins with {@code https}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder proxy(ProxyServer server) {
        this.proxy = server;
        return this;
    }

    /**
     * Appends the application's name to the library's in the header field {@code User-Agent}, for the issuer's logs.
     *
     * @param product a name of letters, digits and {@code !#$%&'*+.^_`|~-}, optionally with a slash and a version of
     *     the same characters; up to 64 characters each
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder applicationName(String product) {
        this.applicationName = product;
        return this;
    }

    /**
     * Adds header fields to every request, for example {@code traceparent}. What the library sets itself, and what says
     * where a message ends or who sends it, cannot be added: {@code Authorization}, {@code Host}, {@code Cookie},
     * {@code Accept}, {@code Content-Type}, {@code Content-Length}, {@code Cache-Control}, {@code Idempotency-Key},
     * {@code User-Agent}, {@code Connection}, {@code Transfer-Encoding} and similar fields. At most 16 fields of up to
     * 4,096 characters of visible ASCII, spaces and tabs within. The issuer sees them: add no secrets.
     *
     * @param headers called before each send; what it throws does not stop the send
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder requestHeaders(RequestHeaders headers) {
        this.requestHeaders = headers;
        return this;
    }

    /**
     * Adjusts settings without an option in this class: socket options, cipher suites, revocation lists, metrics.
     * Settings that safety requires are applied afterwards and cannot be changed here: HTTP/1.1 without pipelining,
     * decompression or redirects, sizes, timeouts, no traffic log, host, port, proxy, and for TLS the versions, the
     * trust and the check of host names.
     *
     * @param adjustment called for each pool when a port is created, with options that are not used yet. If it sets to
     *     trust any certificate, creating the port fails with an {@link IllegalArgumentException}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder httpClient(Consumer<HttpClientOptions> adjustment) {
        this.adjustment = adjustment;
        return this;
    }

    /**
     * Builds the options.
     *
     * @return the options
     * @throws IllegalArgumentException if an option is out of its range, contradicts another, or the base URI is not
     *     what {@link VertxRedemptionOptions#builder} says
     */
    public VertxRedemptionOptions build() {
        return new VertxRedemptionOptions(this);
    }
}
