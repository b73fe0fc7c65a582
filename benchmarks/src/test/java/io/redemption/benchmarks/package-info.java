@NullMarked
package io.redemption.benchmarks;

import org.jspecify.annotations.NullMarked;
