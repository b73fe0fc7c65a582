package io.redemption.vertx;

import io.vertx.ext.web.client.WebClient;

/**
 * A pool of connections and the count of its use.
 *
 * @param client the pool
 * @param tracker who is in it
 * @param addresses which address of the issuer's name is connected to
 * @param peer host and port of the issuer, and of the proxy if there is one, for messages
 * @param userAgent as whom its requests are sent
 * @param dates reads the dates of its answers
 */
record HttpPool(
        WebClient client,
        PoolTracker tracker,
        AddressOrder addresses,
        String peer,
        CharSequence userAgent,
        DateField dates) {}
