/** Tests of the command, in this process and in its own. */
@NullMarked
package io.redemption.cli;

import org.jspecify.annotations.NullMarked;
