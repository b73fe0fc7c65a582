package io.redemption.vertx;

import io.vertx.core.http.HttpClient;

/**
 * A pool of connections and the count of its use.
 *
 * @param client the pool
 * @param use who is in it
 */
record HttpPool(HttpClient client, PoolUse use) {}
