/** Tests of the cache, rule by rule. */
@NullMarked
package io.redemption.cache;

import org.jspecify.annotations.NullMarked;
