package io.redemption.wire;

/** The result of reading a raw path. Immutable. */
public sealed interface RouteReading {
    /**
     * A path of the API.
     *
     * @param route which one
     */
    record Known(VaucharRoute route) implements RouteReading {}

    /** A well-formed path that the API does not have: HTTP 404. */
    record UnknownPath() implements RouteReading {}

    /**
     * A path that no client of this API sends in good faith: HTTP 400.
     *
     * @param expected what was expected; contains no part of the path
     */
    record MalformedPath(String expected) implements RouteReading {}
}
