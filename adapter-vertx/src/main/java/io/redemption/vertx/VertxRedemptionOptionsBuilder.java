package io.redemption.vertx;

import io.redemption.Capabilities;
import io.redemption.RedemptionListener;
import io.redemption.TimeSource;
import io.redemption.vertx.VertxRedemptionOptions.GiftCardTransactionId;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.redemption.vertx.VertxRedemptionOptions.VoucherGetOne;
import java.time.Duration;
import java.util.Set;
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
    byte @Nullable [] trusted;

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
        this.trusted = other.trusted;
    }

    /** Every option that has an {@code equals} of its own. */
    Object[] values() {
        return new Object[] {
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
            plainText
        };
    }

    /**
     * Bounds one send. The deadline is absolute: bytes that trickle in do not move it.
     *
     * @param timeout 10 milliseconds to 10 minutes; by default {@link VertxRedemptionOptions#DEFAULT_SEND_TIMEOUT}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder sendTimeout(Duration timeout) {
        this.sendTimeout = timeout;
        return this;
    }

    /**
     * Bounds the making of a connection, and once more its TLS handshake.
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
     * Bounds how far the issuer's clock and ours may differ. A confirmation whose {@code created} lies further before its
     * attempt, or further in the future, is taken for somebody else's, and the outcome is unknown.
     *
     * @param skew zero to 3,650 days; by default {@link VertxRedemptionOptions#DEFAULT_MAX_CLOCK_SKEW}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder maxClockSkew(Duration skew) {
        this.maxClockSkew = skew;
        return this;
    }

    /**
     * Bounds the connections for reads, and those for writes.
     *
     * @param connections 1 to 1,000 each; by default {@value VertxRedemptionOptions#DEFAULT_POOL_SIZE}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder poolSize(int connections) {
        this.poolSize = connections;
        return this;
    }

    /**
     * Bounds the sends that wait for a connection, or for one to be made, reads and writes each; what comes on top fails
     * as overloaded.
     *
     * @param sends 1 to 100,000; by default {@value VertxRedemptionOptions#DEFAULT_MAX_QUEUED_SENDS}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder maxQueuedSends(int sends) {
        this.maxQueuedSends = sends;
        return this;
    }

    /**
     * Bounds an answer that is no list.
     *
     * @param bytes 1,024 to {@value VertxRedemptionOptions#DEFAULT_MAX_BODY_BYTES}, which is the default
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder maxBodyBytes(int bytes) {
        this.maxBodyBytes = bytes;
        return this;
    }

    /**
     * Bounds a list that is kept whole, and with it the memory of all sends together: what they read at one time may have
     * {@value VertxRedemptionOptions#LISTS_AT_ONCE} times as many bytes. A read beyond that fails as overloaded.
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
     * Chooses whether a gift card's redemption carries a transaction id.
     *
     * @param choice by default {@link GiftCardTransactionId#SEND}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder giftCardTransactionId(GiftCardTransactionId choice) {
        this.giftCardTransactionId = choice;
        return this;
    }

    /**
     * Says how many decimals of a value the issuer keeps. Requests with more are refused unsent, and answers are read with as
     * many.
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
     * Says who answers.
     *
     * @param issuer by default {@link Issuer#VAUCHAR}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder issuer(Issuer issuer) {
        this.issuer = issuer;
        return this;
    }

    /**
     * Says that the issuer answers with user ids of its own instead of those that were sent; by default it is expected to
     * echo them. Then the user of a redemption is compared neither in a first answer nor when a lost one is resolved; value,
     * redeemable and transaction id are compared as ever.
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
     * Sets who is told of every send.
     *
     * @param listener by default {@link RedemptionListener#NONE}
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder listener(RedemptionListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Lets credentials, codes and personal data travel unencrypted to a host that is not this machine, if the base URI
     * begins with {@code http}. Whoever is on the way can read them and spend with them.
     *
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder sendCredentialsInPlainText() {
        this.plainText = true;
        return this;
    }

    /**
     * Trusts these certificate authorities, and not those of the platform.
     *
     * @param pem one or more certificates in PEM
     * @return this builder
     */
    public VertxRedemptionOptionsBuilder trust(byte[] pem) {
        this.trusted = pem.clone();
        return this;
    }

    /**
     * Ends the options.
     *
     * @return the options
     * @throws IllegalArgumentException if an option is out of its range, contradicts another, or the base URI is not what
     *     {@link VertxRedemptionOptions#builder} says
     */
    public VertxRedemptionOptions build() {
        return new VertxRedemptionOptions(this);
    }
}
