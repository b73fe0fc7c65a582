/** Tests of the wire format. Start with {@code GoldenFilesTest}. */
@NullMarked
package io.redemption.wire;

import org.jspecify.annotations.NullMarked;
