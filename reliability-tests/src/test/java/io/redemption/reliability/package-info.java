/**
 * Figures that a build has to reach: races against the issuer in memory and the attempt journal, each with a
 * deliberately broken twin that has to be caught. Start with {@link io.redemption.reliability.Figures}.
 */
@NullMarked
package io.redemption.reliability;

import org.jspecify.annotations.NullMarked;
