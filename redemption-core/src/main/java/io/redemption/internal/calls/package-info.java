/**
 * How the modules of this library end calls that were not sent. The package is not exported to others, and may change
 * in any release.
 */
@NullMarked
package io.redemption.internal.calls;

import org.jspecify.annotations.NullMarked;
