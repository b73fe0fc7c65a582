/** Tests of the extension and of the assertions. */
@NullMarked
package io.redemption.testing;

import org.jspecify.annotations.NullMarked;
