/**
 * That an attempt which is made again gets the first answer: the issuer in memory and the attempt journal, in every
 * interleaving that Lincheck finds.
 */
@NullMarked
package io.redemption.reliability.replay;

import org.jspecify.annotations.NullMarked;
