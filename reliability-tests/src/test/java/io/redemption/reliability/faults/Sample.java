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
 * @param create for the three creates
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
        Expected delete) {
    /** Where a call is made, if that is not a stack in order before a server that answers by plan. */
    enum Scene {
        /** In order. */
        NORMAL,
        /** The credentials are renewed as soon as they were sent once. */
        RENEWED_CREDENTIALS,
        /** The deadline of each send is short. */
        SHORT_DEADLINE,
        /** Nobody listens. */
        DEAD_PORT,
        /** A socket listens, and does not accept connections. */
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
        /** The caller cancels as soon as the request has reached the server. */
        CALLER_GONE,
        /**
         * The process dies as soon as the request has reached the server, and another one with the same journal asks.
         */
        PROCESS_DIED
    }

    /** What comes of it is the same for every operation. */
    static Sample ofAll(
            String row, String what, Scene scene, Function<ApiOperation, RawServer.Plan> plan, Expected expected) {
        return new Sample(row, what, scene, plan, expected, expected, expected, expected);
    }

    /** The server answers with a status, and what comes of it is the same for every operation. */
    static Sample ofStatus(String row, int status, Expected all) {
        return ofStatus(row, status, all, all, all);
    }

    /** The server answers with a status. */
    static Sample ofStatus(String row, int status, Expected read, Expected create, Expected delete) {
        return new Sample(
                row,
                "status " + status,
                Scene.NORMAL,
                operation -> exchange -> exchange.write(AnswerTexts.of(status, "")),
                read,
                read,
                create,
                delete);
    }

    /** No answer comes, though the request may have been executed: only what may be repeated is. */
    static Sample inDoubt(String row, String what, Function<ApiOperation, RawServer.Plan> plan) {
        return new Sample(
                row,
                what,
                Scene.NORMAL,
                plan,
                Expected.thrice("failed NOT_REACHABLE"),
                Expected.thrice("failed NOT_REACHABLE"),
                Expected.once(Expected.NO_ANSWER),
                Expected.thrice(Expected.NO_ANSWER));
    }

    Expected of(ApiOperation operation) {
        return switch (operation.action()) {
            case LIST -> list;
            case GET -> get;
            case CREATE -> create;
            case DELETE -> delete;
        };
    }

    @Override
    public String toString() {
        return row + " " + what;
    }
}
