/** A shop on Spring WebFlux and Netty. Not below the other shop, which would take its controllers for its own. */
@NullMarked
package io.redemption.webflux;

import org.jspecify.annotations.NullMarked;
