package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.TransactionId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever a body looks like, it is read from slots as it is read from a tree: the same redemption, or the same error.
 */
class FlatObjectTest {
    private static final RedeemableId COUPON = RedeemableId.coupon("cpn-1502288320598b19c0d59fd");
    private static final Instant NOW = Instant.ofEpochSecond(1_500_000_000);
    private static final int BODIES = Boolean.getBoolean("reliability") ? 30_000 : 3_000;
    private static final List<String> MEMBERS = List.of(
            "\"href\":\"https://api.vauchar.com/redemption\"",
            "\"type\":\"redemption\"",
            "\"id\":\"res-1\"",
            "\"coupon_id\":\"" + COUPON.value() + "\"",
            "\"user_id\":\"123\"",
            "\"user_email\":\"shopper@shop.example\"",
            "\"user_phone\":\"555-0100\"",
            "\"transaction_id\":\"order-1001\"",
            "\"value_used\":\"50.00\"",
            "\"customer_id\":\"\"",
            "\"team_id\":\"7\"",
            "\"created\":1502473727");
    private static final List<String> NAMES = List.of(
            "href",
            "type",
            "id",
            "coupon_id",
            "voucher_id",
            "gift_card_id",
            "user_id",
            "user_email",
            "user_phone",
            "transaction_id",
            "value_used",
            "customer_id",
            "team_id",
            "created",
            "data",
            "meta",
            "status",
            "success",
            "error",
            "tag",
            "note",
            "Id",
            "\\u0069d",
            "\\ud800");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "007",
            "12",
            "1.5",
            "1.50000",
            "1.00005",
            "1E+2",
            "1e400",
            "0.30000000000000004",
            "999999999999.9999",
            "9999999999999",
            "253402300799",
            "253402300800",
            "1502473727123",
            "\"\"",
            "\" \"",
            "\"5.\"",
            "\".5\"",
            "\"-5\"",
            "\"+5\"",
            "\"0012.50\"",
            "\"1.2.3\"",
            "\"12,5\"",
            "\"2017-08-11T17:48:47Z\"",
            "\"redemption\"",
            "\"failed\"",
            "\"ok\"",
            "\"res-2\"",
            "\"res 2\"",
            "\"..\"",
            "\"\\u00e9\"",
            "\"é\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"" + COUPON.value() + "\"",
            "\"" + "x".repeat(300) + "\"",
            "\"" + "x".repeat(4096) + "\"",
            "\"" + "x".repeat(4097) + "\"",
            "1".repeat(41),
            "{}",
            "[]",
            "{\"status\":\"failed\"}",
            "[{\"id\":\"res-3\"}]",
            "{\"id\":\"res-3\",\"id\":\"res-4\"}");

    private final Random random = new Random(16);

    @Test
    void read_mutatedBodies_agreesWithTheTree() {
        RedemptionFields tree = new RedemptionFields(COUPON, NOW, 2);
        RedemptionReader reader = new RedemptionReader(COUPON, NOW, 2);
        int plain = 0;
        for (int i = 0; i < BODIES; i++) {
            byte[] body = body();
            Supplier<Json> json = () -> JsonTokenizer.read(body, Envelope.MAX_BYTES, Envelope.MAX_NODES);

            assertThat(resultOf(() -> reader.one(body)))
                    .as(new String(body, UTF_8))
                    .isEqualTo(resultOf(() -> tree.read(Envelope.one(json.get()))));
            assertThat(resultOf(() -> reader.oneUnlessFailed(body)))
                    .as(new String(body, UTF_8))
                    .isEqualTo(resultOf(() ->
                            ReportedFailure.isReportedBy(json.get()) ? null : tree.read(Envelope.one(json.get()))));
            plain += isPlain(body) ? 1 : 0;
        }
        assertThat(plain).as("bodies read from slots").isBetween(BODIES / 20, BODIES * 19 / 20);
    }

    @Test
    void read_mutatedItemsInChunks_agreesWithTheTree() {
        for (int i = 0; i < BODIES / 10; i++) {
            List<byte[]> items = List.of(body(), body(), body());
            String list = "{\"data\":["
                    + String.join(
                            ",",
                            items.stream().map(item -> new String(item, UTF_8)).toList()) + "]}";
            Result all = resultOf(() -> read(list, RedemptionListReader.all(COUPON, NOW, 10)));
            Result matching = resultOf(
                    () -> read(list, RedemptionListReader.matching(COUPON, NOW, TransactionId.of("order-1001"), 10)));

            assertThat(all).as(list).isEqualTo(resultOf(() -> ofTrees(list, false)));
            assertThat(matching).as(list).isEqualTo(resultOf(() -> ofTrees(list, true)));
        }
    }

    /** Reads a list as {@link RedemptionListReader} does, each item from its tree. */
    private static RedemptionListing ofTrees(String list, boolean matching) {
        RedemptionFields fields = new RedemptionFields(COUPON, NOW, 4);
        List<Redemption> kept = new ArrayList<>();
        int[] unreadable = new int[2];
        ListTokens tokens = new ListTokens(
                fields.flat(),
                item -> {
                    try {
                        Fields members = Fields.of("", item.tree().value());
                        boolean wanted = !matching
                                || TransactionId.of("order-1001").equals(RedemptionFields.transactionId(members));
                        Redemption redemption = wanted ? fields.read(members) : null;
                        boolean foreign =
                                redemption != null && !redemption.redeemable().equals(COUPON);
                        unreadable[0] += foreign ? 1 : 0;
                        unreadable[1] += foreign ? 1 : 0;
                        if (redemption != null && !foreign) {
                            kept.add(redemption);
                        }
                    } catch (UnreadableBodyException odd) {
                        unreadable[0]++;
                    }
                },
                500);
        try (JsonTokenizer tokenizer = JsonTokenizer.ofList(tokens)) {
            byte[] bytes = list.getBytes(UTF_8);
            tokenizer.feed(bytes, 0, bytes.length);
            tokenizer.end();
        }
        tokens.checkListed();
        if (unreadable[1] > 0 && kept.isEmpty()) {
            throw new UnreadableBodyException("data[].coupon_id", "the redeemable that was asked for");
        }
        return new RedemptionListing(kept, null, tokens.seen(), kept.size(), unreadable[0]);
    }

    private RedemptionListing read(String list, RedemptionListReader reader) {
        try (reader) {
            byte[] bytes = list.getBytes(UTF_8);
            int size = 1 + random.nextInt(200);
            for (int from = 0; from < bytes.length; from += size) {
                reader.feed(ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from)));
            }
            return reader.end();
        }
    }

    private static boolean isPlain(byte[] body) {
        ValueBuilder value =
                new ValueBuilder(new FlatObject(COUPON.value(), "redemption"), () -> JsonBuilder.ofBody(10_000));
        try {
            JsonTokenizer.read(body, value);
            return value.flat() != null;
        } catch (UnreadableBodyException odd) {
            return false;
        }
    }

    /** Returns a redemption with up to four members lost, changed, added or doubled. */
    private byte[] body() {
        List<String> members = new ArrayList<>(MEMBERS);
        for (int i = random.nextInt(5); i > 0; i--) {
            int at = random.nextInt(members.size());
            String other = "\"" + any(NAMES) + "\":" + any(VALUES);
            switch (random.nextInt(4)) {
                case 0 -> members.remove(at);
                case 1 ->
                    members.set(at, members.get(at).substring(0, members.get(at).indexOf(':') + 1) + any(VALUES));
                case 2 -> members.add(at, other);
                default -> members.add(random.nextInt(20) == 0 ? members.get(at) : other);
            }
        }
        Collections.shuffle(members, random);
        return ("{" + String.join(",", members) + "}").getBytes(UTF_8);
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** What reading came to. */
    private record Result(@Nullable Object value, @Nullable String error) {}

    private static Result resultOf(Supplier<@Nullable Object> reading) {
        try {
            return new Result(reading.get(), null);
        } catch (UnreadableBodyException e) {
            return new Result(null, e.getMessage());
        }
    }

    @Test
    void tenThousandths_onlyPlainFigures_areRead() {
        assertThat(Arrays.stream(new String[] {"50.00", "0", "0.0001", "999999999999.9999", "012.5"})
                        .map(FlatObjectTest::tenThousandths))
                .containsExactly(500_000L, 0L, 1L, 9_999_999_999_999_999L, 125_000L);
        assertThat(Arrays.stream(new String[] {"", ".5", "5.", "1.00000", "1e2", "-1", "1.2.3", "1234567890123"})
                        .map(FlatObjectTest::tenThousandths))
                .containsOnly(PlainFigures.OTHER);
    }

    private static long tenThousandths(String text) {
        return PlainFigures.tenThousandths(text.toCharArray(), text.length());
    }
}
