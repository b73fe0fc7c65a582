/**
 * How our own modules end calls that were not sent. Nobody else can read this package, and it may change in any
 * release.
 */
@NullMarked
package io.redemption.internal.calls;

import org.jspecify.annotations.NullMarked;
