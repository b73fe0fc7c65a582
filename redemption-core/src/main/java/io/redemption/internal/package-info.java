/**
 * Code that the modules of this library share. The package is not exported to others, and may change in any release.
 */
@NullMarked
package io.redemption.internal;

import org.jspecify.annotations.NullMarked;
