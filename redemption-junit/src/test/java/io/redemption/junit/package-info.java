/** Tests of the extension and of the assertions. */
@NullMarked
package io.redemption.junit;

import org.jspecify.annotations.NullMarked;
