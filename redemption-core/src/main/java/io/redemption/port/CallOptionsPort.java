package io.redemption.port;

import io.redemption.model.CallOptions;

/**
 * A port that heeds the options of single calls. Implemented by adapters that can end a send early, and by decorators
 * that pass the options on. Thread-safe.
 */
public interface CallOptionsPort extends RedemptionPort {
    /**
     * Returns the same port for calls with options. Shares connections, memory, limits and everything else with this
     * port, and has the other interfaces of it. The deadline begins with each call. It is an upper limit: the port's
     * own stays. May be repeated; the options then replace those before.
     *
     * @param options the options; {@link CallOptions#isFromIssuer} is the caller's affair, who asks with
     *     {@link io.redemption.model.Freshness#FROM_ISSUER}
     * @return a port for these calls, which need not be closed
     * @throws IllegalArgumentException if the port cannot heed one of the options, which the message names
     */
    RedemptionPort withOptions(CallOptions options);

    /**
     * Returns a port for calls with options, whether it heeds them or not.
     *
     * @param port any port
     * @param options the options
     * @return as {@link #withOptions}; the port itself if it is no {@code CallOptionsPort}, because its calls can still
     *     be left at the deadline
     * @throws IllegalArgumentException if the port cannot heed one of the options, which the message names
     */
    static RedemptionPort of(RedemptionPort port, CallOptions options) {
        if (port instanceof CallOptionsPort heeding) {
            return heeding.withOptions(options);
        }
        refuseRoomWait(port, options);
        return port;
    }

    /**
     * Refuses options that ask to wait for room, for a port that has none to wait for.
     *
     * @param port the port, for the message
     * @param options the options
     * @throws IllegalArgumentException if they ask for it
     */
    static void refuseRoomWait(RedemptionPort port, CallOptions options) {
        options.roomWait().ifPresent(wait -> {
            throw new IllegalArgumentException("waitsForRoom: " + wait
                    + " (expected: no wait, or a port whose bulkhead is known, with options; this is " + port + ")");
        });
    }
}
