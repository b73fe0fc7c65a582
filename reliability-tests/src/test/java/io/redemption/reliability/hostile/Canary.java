package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A word that stands in every secret and in all personal data, and is looked for in whatever comes out: plainly, in
 * base 64 at each of its three alignments, and in hexadecimal digits; percent-encoding leaves it as it is. Immutable.
 */
final class Canary {
    /** Stands in credentials, codes, redeemer fields and whatever the issuer says. */
    static final Canary SECRET = new Canary("Xq9Canary7Zk");

    /**
     * Stands in the ids of gift cards, which tickets and attempts may carry in their encoded forms, and nothing else
     * may show.
     */
    static final Canary CARD = new Canary("Vb3Cardno5Qw");

    private final String word;
    private final List<String> exact = new ArrayList<>();
    private final String hex;

    private Canary(String word) {
        this.word = word;
        this.hex = HexFormat.of().formatHex(word.getBytes(US_ASCII));
        for (int shift = 0; shift < 3; shift++) {
            String encoded =
                    Base64.getEncoder().encodeToString(("xx".substring(0, shift) + word + "yyy").getBytes(US_ASCII));
            int from = shift == 0 ? 0 : 4;
            exact.add(encoded.substring(from, (shift + word.length()) / 3 * 4));
        }
    }

    /** A value with the word in it. */
    String in(String before, String after) {
        return before + word + after;
    }

    /** Whether it is in a text, in one form or another. */
    boolean isIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains(word.toLowerCase(Locale.ROOT))
                || lower.contains(hex)
                || exact.stream().anyMatch(text::contains);
    }
}
