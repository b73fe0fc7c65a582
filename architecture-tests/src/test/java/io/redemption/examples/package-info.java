/** The examples of the README, as code that compiles and runs; a test compares the texts. */
@NullMarked
package io.redemption.examples;

import org.jspecify.annotations.NullMarked;
