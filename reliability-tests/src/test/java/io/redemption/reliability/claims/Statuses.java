package io.redemption.reliability.claims;

import java.util.Set;

/** What statuses say of a write, as the documents have it, and which ones are said. */
final class Statuses {
    private static final Set<Integer> NOTHING_DONE = Set.of(
            400, 401, 402, 403, 404, 405, 406, 407, 409, 410, 411, 413, 414, 415, 417, 422, 428, 429, 431, 501, 505);

    /** All but those of a plain success and those that send elsewhere. */
    static final Integer[] ODD = {
        202, 203, 204, 206, 207, 226, 299, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 415,
        417, 418, 421, 422, 423, 424, 425, 428, 429, 431, 444, 451, 499, 500, 501, 502, 503, 504, 505, 507, 520, 599
    };

    /** What comes with a page. */
    static final Integer[] OF_PAGES = {200, 200, 201, 400, 401, 403, 404, 404, 410, 422, 429, 500, 502, 503, 504};

    /** What comes with nothing. */
    static final Integer[] OF_NOTHING = {200, 200, 201, 202, 203, 204, 400, 404, 409, 410, 422, 500, 503};

    private Statuses() {}

    /** Whether a write that is answered so was not executed. */
    static boolean proveNothingDone(int status) {
        return NOTHING_DONE.contains(status);
    }

    static boolean deny(int status) {
        return status == 404 || status == 410;
    }
}
