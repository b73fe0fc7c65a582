/** The README's example of a unit test, as a test that runs. */
@NullMarked
package io.redemption.testing.examples;

import org.jspecify.annotations.NullMarked;
