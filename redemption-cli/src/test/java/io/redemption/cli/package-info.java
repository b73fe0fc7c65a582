/** Proofs of the command, run in this process and once in one of its own. */
@NullMarked
package io.redemption.cli;

import org.jspecify.annotations.NullMarked;
