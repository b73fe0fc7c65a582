/**
 * Serves the Vauchar redemption API with the documented shapes and statuses, over any issuer. Start reading at
 * {@link io.redemption.server.RedemptionServer}. A request goes through {@code RequestHandler},
 * {@code RequestValidator}, {@code RouteTable} and one of the operations. The server uses Vert.x's plain HTTP server,
 * because a router would normalise paths.
 */
@NullMarked
package io.redemption.server;

import org.jspecify.annotations.NullMarked;
