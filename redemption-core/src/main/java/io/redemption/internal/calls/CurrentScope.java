package io.redemption.internal.calls;

import org.jspecify.annotations.Nullable;

/** Holds the scope of each thread. */
final class CurrentScope {
    static final ThreadLocal<@Nullable CallScope> OF_THREAD = new ThreadLocal<>();

    private CurrentScope() {}
}
