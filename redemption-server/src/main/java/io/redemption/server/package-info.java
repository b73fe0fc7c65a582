/**
 * The server: it answers the Vauchar redemption API in the documented shapes and statuses, over any issuer. Start
 * reading at {@link io.redemption.server.RedemptionServer}; inside, a request goes through {@code Exchange},
 * {@code Api} and one of the operations. It stands on Vert.x's plain HTTP server, because a router would normalise
 * paths before it shows them.
 */
@NullMarked
package io.redemption.server;

import org.jspecify.annotations.NullMarked;
