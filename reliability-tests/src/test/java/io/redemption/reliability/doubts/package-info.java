/** Doubts that are settled by themselves, in simulated worlds full of faults. */
@NullMarked
package io.redemption.reliability.doubts;

import org.jspecify.annotations.NullMarked;
