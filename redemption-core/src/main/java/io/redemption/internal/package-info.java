/** Machinery that our own modules share. Nobody else can read this package, and it may change in any release. */
@NullMarked
package io.redemption.internal;

import org.jspecify.annotations.NullMarked;
