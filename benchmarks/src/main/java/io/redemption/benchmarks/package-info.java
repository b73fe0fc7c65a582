/** What the library costs beside what users would pick instead. Ships nothing. */
@NullMarked
package io.redemption.benchmarks;

import org.jspecify.annotations.NullMarked;
