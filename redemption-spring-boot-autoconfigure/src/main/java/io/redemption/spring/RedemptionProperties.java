package io.redemption.spring;

import io.redemption.vauchar.VaucharOptions;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of redemptions.
 *
 * @param port Who redeems, unless the application has a RedemptionPort bean.
 * @param vauchar How the issuer is reached, if there is one merchant.
 * @param journal Where attempts are recorded, if there is one merchant.
 * @param cache How reads are cached.
 * @param merchants Several merchants by name, each with redemptions of its own, instead of 'redemption.vauchar'.
 */
@ConfigurationProperties(prefix = RedemptionProperties.PREFIX, ignoreUnknownFields = false)
record RedemptionProperties(
        @DefaultValue("vauchar") Port port,
        @DefaultValue Vauchar vauchar,
        @DefaultValue Journal journal,
        @DefaultValue Cache cache,
        @DefaultValue Map<String, Merchant> merchants) {
    static final String PREFIX = "redemption";

    /** The name of the only merchant. */
    static final String ONLY = "default";

    /** Who redeems. */
    enum Port {
        /** The Vauchar API, or a server that offers it. */
        VAUCHAR,
        /** An issuer in memory, for tests and demonstrations. */
        IN_MEMORY
    }

    /** Where attempts are recorded. */
    enum Store {
        /** In memory: forgotten when the process ends. */
        MEMORY,
        /** In the application's database, SQLite or PostgreSQL. */
        JDBC
    }

    /**
     * One of several merchants.
     *
     * @param vauchar How the issuer is reached.
     * @param journal Where attempts are recorded. Each merchant has tables of its own.
     */
    record Merchant(
            @DefaultValue Vauchar vauchar, @DefaultValue Journal journal) {}

    /**
     * How an issuer is reached.
     *
     * @param url Where the API is.
     * @param merchantId The user name of HTTP Basic.
     * @param apiKey The password of HTTP Basic.
     * @param issuer Which server answers at the URL, which decides what is promised.
     * @param sendTimeout How long one request may take.
     * @param totalDeadline How long a call may take, with its retries.
     * @param poolSize How many connections to the issuer there are at most. Further requests wait.
     * @param resolveWait How long a call with an unknown outcome waits for its resolution, within its deadline.
     * @param resolveInBackground Whether unknown outcomes are resolved in the background.
     * @param singleNode Whether no other process redeems for this merchant.
     * @param sendCredentialsInPlainText Whether credentials may be sent over HTTP without TLS to another machine.
     */
    record Vauchar(
            @DefaultValue(VaucharOptions.VAUCHAR) String url,
            @Nullable String merchantId,
            @Nullable String apiKey,
            @DefaultValue("vauchar") Issuer issuer,
            @Nullable Duration sendTimeout,
            @Nullable Duration totalDeadline,
            @Nullable Integer poolSize,
            @Nullable Duration resolveWait,
            @DefaultValue("true") boolean resolveInBackground,
            @DefaultValue("false") boolean singleNode,
            @DefaultValue("false") boolean sendCredentialsInPlainText) {
        /** {@return the URL and whether there are credentials, never the credentials} */
        @Override
        public String toString() {
            return "Vauchar[url=%s, credentials=%s]"
                    .formatted(url, merchantId == null || apiKey == null ? "missing" : "hidden");
        }
    }

    /**
     * Where attempts are recorded.
     *
     * @param store In memory, or in the application's database.
     * @param dataSource The name of the DataSource bean, if there is more than one.
     * @param userKey The secret key of the digests that represent users, 16 characters or more, the same on all nodes.
     * @param migrate Whether missing tables are created at start. Turn it off if a migration tool does it.
     * @param keepSettled How long settled attempts are kept.
     * @param baskets Whether baskets are redeemed one item after another where the issuer cannot redeem them in one
     *     step.
     */
    record Journal(
            @DefaultValue("memory") Store store,
            @Nullable String dataSource,
            @Nullable String userKey,
            @DefaultValue("true") boolean migrate,
            @Nullable Duration keepSettled,
            @DefaultValue("false") boolean baskets) {
        /** {@return the store; never the key} */
        @Override
        public String toString() {
            return "Journal[store=%s, dataSource=%s, userKey=%s]"
                    .formatted(store, dataSource, userKey == null ? "missing" : "hidden");
        }
    }

    /**
     * How reads are cached.
     *
     * @param timeToLive How long changes by others may stay unseen. Without it, there is no cache.
     */
    record Cache(@Nullable Duration timeToLive) {}

    /** {@return the merchants by name; the only one is called {@value #ONLY}} */
    Map<String, Merchant> allMerchants() {
        return merchants.isEmpty() ? Map.of(ONLY, new Merchant(vauchar, journal)) : merchants;
    }
}
