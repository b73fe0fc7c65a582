/**
 * What operations and adapters report, for metrics and logs. Start with
 * {@link io.redemption.events.RedemptionListener}.
 */
@NullMarked
package io.redemption.events;

import org.jspecify.annotations.NullMarked;
