/**
 * Peers that lie, stall, flood and listen in: what the client makes of them, in figures that a build has to reach. Each
 * figure has a careless twin that the same check catches. Start with {@link io.redemption.reliability.hostile.Peer},
 * the server that says any bytes it is told to, and {@link io.redemption.reliability.hostile.Client}, what it is said
 * to.
 */
@NullMarked
package io.redemption.reliability.hostile;

import org.jspecify.annotations.NullMarked;
