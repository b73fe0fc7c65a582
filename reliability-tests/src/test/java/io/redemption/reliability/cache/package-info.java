/**
 * That the cache hides nothing that its node saw acknowledged: an issuer that lags, in virtual time; real threads; and
 * every interleaving that Lincheck finds. Each rule of the cache is left out once, and that lie is found out.
 */
@NullMarked
package io.redemption.reliability.cache;

import org.jspecify.annotations.NullMarked;
