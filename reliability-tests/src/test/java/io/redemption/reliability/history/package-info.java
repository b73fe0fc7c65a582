/**
 * That what many threads saw of one redeemable could have happened one call after another: histories of real threads,
 * and every interleaving that Lincheck finds.
 */
@NullMarked
package io.redemption.reliability.history;

import org.jspecify.annotations.NullMarked;
