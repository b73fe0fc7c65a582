/** The listener to what the operations and the adapters do, for metrics and logs. */
@NullMarked
package io.redemption.events;

import org.jspecify.annotations.NullMarked;
