/** Measures what the library costs, compared with what users would use instead. Not published. */
@NullMarked
package io.redemption.benchmarks;

import org.jspecify.annotations.NullMarked;
