/**
 * How the modules of this library end calls that were not sent, and what they say about libraries of wrong versions.
 * The package is not exported to others, and may change in any release.
 */
@NullMarked
package io.redemption.internal.calls;

import org.jspecify.annotations.NullMarked;
