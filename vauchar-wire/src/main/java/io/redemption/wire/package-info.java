/**
 * The Vauchar API on the wire, for clients and servers alike: strict about sizes, numbers and duplicate keys, lenient
 * about what real clients and servers do. Start with {@link io.redemption.wire.VaucharRoute} for the paths,
 * {@link io.redemption.wire.StatusTable} for the statuses and {@link io.redemption.wire.RedemptionReader} for the
 * bodies.
 */
@NullMarked
package io.redemption.wire;

import org.jspecify.annotations.NullMarked;
