/**
 * The client stack over real sockets, with everything on the way that a network and a sick issuer can do. Start with
 * {@link io.redemption.reliability.faults.RawServer}, which answers by plan, and
 * {@link io.redemption.reliability.faults.FaultProxy}, which stands between a client and a server.
 */
@NullMarked
package io.redemption.reliability.faults;

import org.jspecify.annotations.NullMarked;
