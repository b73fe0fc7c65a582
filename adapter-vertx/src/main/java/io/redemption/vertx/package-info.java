/**
 * The port to an issuer that offers the Vauchar API over HTTP, without caching, retries or journal. Start with
 * {@link io.redemption.vertx.VertxRedemptionPort}, then {@code SendPhase}: the table that separates what was certainly
 * not sent from what is in doubt.
 */
@NullMarked
package io.redemption.vertx;

import org.jspecify.annotations.NullMarked;
