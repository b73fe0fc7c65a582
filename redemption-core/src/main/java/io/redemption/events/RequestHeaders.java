package io.redemption.events;

import java.util.function.BiConsumer;

/**
 * Adds header fields to the requests that a call sends, such as {@code traceparent}. Thread-safe.
 *
 * <p>Called before each send, repetitions included, on the thread that begins it, which may be an event loop; with the
 * context of the caller if a hook captured it. Must not block.
 */
@FunctionalInterface
public interface RequestHeaders {
    /**
     * Adds the fields of one request. If it throws, the request is sent without any of them, and that is reported as
     * {@link RedemptionListener.Component#REQUEST_HEADERS}.
     *
     * @param call the call of {@code Redemptions} that sends, the same instance as in its events; the adapter's own if
     *     its port was called by something else
     * @param field takes the name and the value of a field; a later one replaces an earlier one of the same name.
     *     Throws an {@link IllegalArgumentException} for a name that the adapter sets itself, such as
     *     {@code Authorization}, for what is no field of HTTP, and for too many
     */
    void addTo(RedemptionCall call, BiConsumer<String, String> field);
}
