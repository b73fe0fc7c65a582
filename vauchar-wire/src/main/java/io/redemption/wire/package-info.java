/**
 * The wire format of the Vauchar API, for clients and servers: strict about sizes, numbers and duplicate keys, lenient
 * about the deviations of real clients and servers. Start with {@link io.redemption.wire.VaucharRoute} for the paths,
 * {@link io.redemption.wire.StatusTable} for the statuses and {@link io.redemption.wire.RedemptionReader} for the
 * bodies.
 */
@NullMarked
package io.redemption.wire;

import org.jspecify.annotations.NullMarked;
