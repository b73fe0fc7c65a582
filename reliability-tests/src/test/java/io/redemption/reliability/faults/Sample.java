package io.redemption.reliability.faults;

import java.util.function.Function;

/**
 * One way into a row of the retry table, and what has to come of it. Immutable.
 *
 * @param row the failure class, F0 to F17
 * @param what what goes wrong
 * @param scene where the call is made
 * @param plan what the server does about the requests of an operation
 * @param list for the three lists
 * @param get for the three that read one
 * @param create for coupon and voucher
 * @param giftCard for the create of a gift card
 * @param delete for the three deletes
 */
record Sample(
        String row,
        String what,
        Scene scene,
        Function<ApiOperation, RawServer.Plan> plan,
        Expected list,
        Expected get,
        Expected create,
        Expected giftCard,
        Expected delete) {
    /** Where a call is made, if that is not a stack in order before a server that answers by plan. */
    enum Scene {
        /** In order. */
        NORMAL,
        /** The credentials are renewed as soon as they were sent once. */
        RENEWED_CREDENTIALS,
        /** A send has to be answered within a blink. */
        SHORT_DEADLINE,
        /** Nobody listens. */
        DEAD_PORT,
        /** Somebody listens, and does not take connections. */
        FULL_BACKLOG,
        /** Over TLS, to a server that hangs up on the first message of the handshake. */
        NO_TLS,
        /** The circuit breakers have opened. */
        BREAKER_OPEN,
        /** The bulkheads are full. */
        BULKHEAD_FULL,
        /** The rate limiters have no permit left. */
        LIMIT_REACHED,
        /** The stack was closed. */
        CLOSED,
        /** The caller goes as soon as the request has reached the server. */
        CALLER_GONE,
        /**
         * The process dies as soon as the request has reached the server, and another one with the same journal asks.
         */
        PROCESS_DIED
    }

    Expected of(ApiOperation operation) {
        return switch (operation.action()) {
            case LIST -> list;
            case GET -> get;
            case CREATE ->
                switch (operation.kind()) {
                    case COUPON, VOUCHER -> create;
                    case GIFT_CARD -> giftCard;
                };
            case DELETE -> delete;
        };
    }

    /** The same with another expectation for gift cards. */
    Sample giftCard(Expected other) {
        return new Sample(row, what, scene, plan, list, get, create, other, delete);
    }

    @Override
    public String toString() {
        return row + " " + what;
    }
}
