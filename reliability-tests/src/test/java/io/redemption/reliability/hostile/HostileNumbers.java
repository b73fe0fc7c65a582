package io.redemption.reliability.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Numbers that are none, or that cost whoever does arithmetic with them, as JSON writes them. Each call makes the same.
 */
final class HostileNumbers {
    private static final List<String> BY_HAND = List.of(
            "1e400",
            "1E400",
            "-1e400",
            "1e9999999",
            "1e-9999999",
            "1e2147483647",
            "1e-2147483648",
            "1e99999999999999",
            "0e9999999",
            "1.0e308",
            "4.9e-324",
            "2.2250738585072012e-308",
            "-0.01",
            "-1",
            "-50.00",
            "\"NaN\"",
            "\"Infinity\"",
            "\"-Infinity\"",
            "\"0x32\"",
            "\"050,00\"",
            "\"50,00\"",
            "\"5_0\"",
            "\"50f\"",
            "\"50d\"",
            "\"50L\"",
            "\" 50\"",
            "\"50 \"",
            "\"5 0\"",
            "\"1'000\"",
            "\"1e9999999\"",
            "\"--5\"",
            "\"5-\"",
            "\"5.0.0\"",
            "\"\\u0000\"",
            "\"50\\u0000\"",
            "\"\\u0660\"",
            "\"\\uff15\\uff10\"",
            "\"\\u0968\\u0969\"",
            "\"\\ud835\\udfce\"",
            "\"\\u00bd\"",
            "\"\\u2155\"",
            "\"\\u200b50\"",
            "\"\\u202e05\"",
            "\"$50\"",
            "\"50 EUR\"",
            "\"(50)\"",
            "\"50%\"",
            "\"0.00001\"",
            "\"1000000000000\"",
            "true",
            "false",
            "[]",
            "[50]",
            "{}",
            "{\"value\":50}",
            "\"null\"",
            "\"fifty\"",
            "1000000000000",
            "0.00001",
            "12345678901234567890",
            "9223372036854775808",
            "-9223372036854775809");

    private HostileNumbers() {}

    /** So many numbers, of which none is an amount. */
    static List<String> make(int count, long seed) {
        Random random = new Random(seed);
        List<String> numbers = new ArrayList<>(BY_HAND);
        while (numbers.size() < count) {
            numbers.add(made(random));
        }
        return numbers.subList(0, Math.max(count, BY_HAND.size()));
    }

    private static String made(Random random) {
        int length = 1 + random.nextInt(1000);
        String digits = (1 + random.nextInt(9)) + digits(random, length);
        return switch (random.nextInt(8)) {
            case 0 -> digits + digits(random, 13);
            case 1 -> "\"" + digits + digits(random, 13) + "\"";
            case 2 ->
                (1 + random.nextInt(9)) + "e" + (random.nextBoolean() ? "" : "-") + (1 + random.nextInt(999_999_999));
            case 3 -> "\"" + (1 + random.nextInt(9)) + "E+" + (1 + random.nextInt(999_999_999)) + "\"";
            case 4 -> "0." + digits(random, 4 + random.nextInt(900)) + "1";
            case 5 -> "-" + digits + "." + digits(random, 4);
            case 6 -> "\"" + "\\uff10".repeat(1 + random.nextInt(150)) + "\"";
            default -> "\"" + "0".repeat(40 + random.nextInt(900)) + "5\"";
        };
    }

    private static String digits(Random random, int length) {
        StringBuilder digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }
}
