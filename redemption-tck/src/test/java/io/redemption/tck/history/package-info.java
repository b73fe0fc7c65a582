/** Shows that the checker accepts what could have happened and rejects what could not. */
@NullMarked
package io.redemption.tck.history;

import org.jspecify.annotations.NullMarked;
