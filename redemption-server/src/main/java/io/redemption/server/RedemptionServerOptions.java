package io.redemption.server;

import io.redemption.model.Amount;
import io.redemption.port.IdSource;
import io.redemption.port.TimeSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of a {@link RedemptionServer}. Immutable. */
public final class RedemptionServerOptions {
    /** The host to listen on by default: {@value}, which other machines cannot reach. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** The port to listen on by default: {@value}. */
    public static final int DEFAULT_PORT = 8080;

    private final List<Merchant> merchants;
    private final String host;
    private final int port;
    private final @Nullable URI publicBase;
    private final CouponCreateStatus couponCreateStatus;
    private final boolean strictVauchar;
    private final HttpLimits limits;
    private final TimeSource time;
    private final IdSource ids;

    private RedemptionServerOptions(Builder builder) {
        this.merchants = List.copyOf(builder.merchants);
        this.host = builder.host;
        this.port = builder.port;
        this.publicBase = builder.publicBase;
        this.couponCreateStatus = builder.couponCreateStatus;
        this.strictVauchar = builder.strictVauchar;
        this.limits = builder.limits;
        this.time = builder.time;
        this.ids = builder.ids;
    }

    /**
     * Begins options.
     *
     * @param merchant the first merchant
     * @return a builder
     */
    public static Builder builder(Merchant merchant) {
        return new Builder().merchant(merchant);
    }

    List<Merchant> merchants() {
        return merchants;
    }

    /** Returns whether a merchant has a remote issuer. */
    boolean isGateway() {
        return merchants.stream().anyMatch(Merchant::isGateway);
    }

    /** Returns whether anything can be issued. */
    boolean issues() {
        return merchants.stream().anyMatch(merchant -> !merchant.isGateway());
    }

    /** Returns how many decimals of an amount the issuers of this server keep at most. */
    int decimals() {
        return merchants.stream()
                .mapToInt(merchant -> merchant.redemptions().capabilities().maxScale())
                .max()
                .orElse(Amount.MAX_DECIMALS);
    }

    /** Returns whether redeemables can be listed. */
    boolean lists() {
        return merchants.stream().anyMatch(Merchant::isListed);
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    @Nullable
    URI publicBase() {
        return publicBase;
    }

    CouponCreateStatus couponCreateStatus() {
        return couponCreateStatus;
    }

    boolean strictVauchar() {
        return strictVauchar;
    }

    HttpLimits limits() {
        return limits;
    }

    TimeSource time() {
        return time;
    }

    IdSource ids() {
        return ids;
    }

    /** {@return host, port and switches; no credentials} */
    @Override
    public String toString() {
        return "RedemptionServerOptions(" + host + ":" + port + ", " + merchants.size() + " merchants, "
                + couponCreateStatus + (strictVauchar ? ", strict" : "") + ", " + limits + ")";
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private final List<Merchant> merchants = new ArrayList<>();
        private String host = DEFAULT_HOST;
        private int port = DEFAULT_PORT;
        private @Nullable URI publicBase;
        private CouponCreateStatus couponCreateStatus = CouponCreateStatus.OK;
        private boolean strictVauchar;
        private HttpLimits limits = HttpLimits.DEFAULT;
        private TimeSource time = TimeSource.system();
        private IdSource ids = IdSource.secure();

        private Builder() {}

        /**
         * Adds a merchant.
         *
         * @param merchant one with an id that no other merchant has
         * @return this builder
         */
        public Builder merchant(Merchant merchant) {
            merchants.add(merchant);
            return this;
        }

        /**
         * Sets the host to listen on; by default {@value RedemptionServerOptions#DEFAULT_HOST}. The server speaks plain
         * HTTP and receives API keys, so use a TLS proxy when it is reachable from a network.
         *
         * @param host a name or address of this machine; {@code 0.0.0.0} for all
         * @return this builder
         */
        public Builder host(String host) {
            this.host = host;
            return this;
        }

        /**
         * Sets the port to listen on; by default {@value RedemptionServerOptions#DEFAULT_PORT}.
         *
         * @param port from 1 to 65535, or 0 for a free one
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder port(int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
            }
            this.port = port;
            return this;
        }

        /**
         * Sets the URI below which clients reach the server. Every {@code href} begins with it; by default
         * {@code http://host:port}.
         *
         * @param base scheme, host and path only
         * @return this builder
         */
        public Builder publicBase(URI base) {
            this.publicBase = base;
            return this;
        }

        /**
         * Sets the status that answers a coupon redemption; by default {@link CouponCreateStatus#OK}.
         *
         * @param status the status
         * @return this builder
         */
        public Builder couponCreateStatus(CouponCreateStatus status) {
            this.couponCreateStatus = status;
            return this;
        }

        /**
         * Turns off every header field, resource and member that the vendor's API does not have. They are on by
         * default.
         *
         * @param strict whether they are off
         * @return this builder
         */
        public Builder strictVauchar(boolean strict) {
            this.strictVauchar = strict;
            return this;
        }

        /**
         * Sets the limits of time and connections; by default {@link HttpLimits#DEFAULT}.
         *
         * @param limits the limits
         * @return this builder
         */
        public Builder limits(HttpLimits limits) {
            this.limits = limits;
            return this;
        }

        /**
         * Sets the clock of the {@code Date} field; by default this machine's.
         *
         * @param time the clock
         * @return this builder
         */
        public Builder time(TimeSource time) {
            this.time = time;
            return this;
        }

        /**
         * Sets the source of ids and codes of issued redeemables; by default a secure random one.
         *
         * @param ids the source
         * @return this builder
         */
        public Builder ids(IdSource ids) {
            this.ids = ids;
            return this;
        }

        /** {@return the options} */
        public RedemptionServerOptions build() {
            return new RedemptionServerOptions(this);
        }
    }
}
