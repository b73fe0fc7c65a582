package io.redemption.vertx;

import io.vertx.ext.web.client.WebClient;

/**
 * A connection pool and the tracker of its use.
 *
 * @param client the pool
 * @param tracker counts the sends that wait and those that have a connection
 * @param addresses selects the address of the issuer's name
 * @param peer host and port of the issuer, and of the proxy if there is one, for messages
 * @param userAgent the header field of its requests
 * @param dates reads the dates of its responses
 */
record HttpPool(
        WebClient client,
        PoolTracker tracker,
        AddressOrder addresses,
        String peer,
        CharSequence userAgent,
        DateField dates) {}
