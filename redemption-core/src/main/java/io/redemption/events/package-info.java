/** The listener that is told what the use cases and the adapters do. Metrics and logs are made of it. */
@NullMarked
package io.redemption.events;

import org.jspecify.annotations.NullMarked;
