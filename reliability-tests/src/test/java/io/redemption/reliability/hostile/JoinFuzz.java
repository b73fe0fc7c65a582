package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** The negative control of {@link PathFuzz}: a path joined without a look at what is joined. */
final class JoinFuzz {
    private JoinFuzz() {}

    /**
     * Tries one input.
     *
     * @param input the id
     */
    static void fuzzerTestOneInput(byte[] input) {
        String target = "/coupons/" + new String(input, UTF_8) + "/redemptions";
        try {
            StrictRequest.depth(target);
        } catch (IOException malformed) {
            throw new IllegalStateException("malformed: " + target, malformed);
        }
    }
}
