package io.redemption.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redemption.port.IdSource;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text forms of attempts and tickets: lossless, and never half read. */
class TextFormTest {
    private static final String ATTEMPT = "rdm-attempt-1";
    private static final String TICKET = "rdm-ticket-1";
    private static final String DOUBTED = "kind=COUPON&on=c1&doubt=NO_ANSWER&executed=LIKELY&sent=2026-03-01T12:00:00Z"
            + "&since=2026-03-01T12:00:04Z";
    private static final String SENT_ONCE = "sends=1&" + DOUBTED;
    private static final String GOOD_TICKET = "op=REDEEM&attempt=a1&" + SENT_ONCE;
    private static final String UNCHOSEN_ATTEMPT = "id=a1&kind=COUPON&on=c1&user=u1&at=2026-03-01T12:00:00Z&";
    private static final String GOOD_ATTEMPT = UNCHOSEN_ATTEMPT + "transaction=r1&choice=generated";

    @Test
    void decode_whatAttemptsEncoded_isEqual() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            RedemptionAttempt attempt = randomAttempt(random);

            RedemptionAttempt read = RedemptionAttempt.decode(attempt.encode());

            assertThat(read).as("seed %s, round %s", seed, i).isEqualTo(attempt);
        }
    }

    @Test
    void decode_whatTicketsEncoded_isEqual() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Ticket ticket = randomTicket(random);

            Ticket read = Ticket.decode(ticket.encode());

            assertThat(read).as("seed %s, round %s", seed, i).isEqualTo(ticket);
        }
    }

    @Test
    void decode_cutAtEveryLength_isRefused() {
        String attempt = randomAttempt(new Random(1)).encode();
        String ticket = randomTicket(new Random(1)).encode();

        for (int length = 0; length < attempt.length(); length++) {
            assertUnreadable(RedemptionAttempt::decode, attempt.substring(0, length));
        }
        for (int length = 0; length < ticket.length(); length++) {
            assertUnreadable(Ticket::decode, ticket.substring(0, length));
        }
    }

    @Test
    void decode_alteredAtEveryCharacter_isRefused() {
        String attempt = randomAttempt(new Random(2)).encode();
        String ticket = randomTicket(new Random(2)).encode();

        for (char other : new char[] {'A', '0', '.', ' ', '-', '\u00e9', '%'}) {
            forEachAlteration(attempt, other, altered -> assertUnreadable(RedemptionAttempt::decode, altered));
            forEachAlteration(ticket, other, altered -> assertUnreadable(Ticket::decode, altered));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "op",
                "=REDEEM",
                "op=NO_SUCH",
                GOOD_TICKET + "&op=REDEEM",
                GOOD_TICKET + "&marker=",
                GOOD_TICKET + "&marker=%",
                GOOD_TICKET + "&marker=%zz",
                GOOD_TICKET + "&marker=%u0041",
                GOOD_TICKET + "&value=-1",
                GOOD_TICKET + "&redemption=a/b",
                GOOD_TICKET + "&redemption=res-1",
                "op=REVERSE&" + SENT_ONCE,
                "op=REVERSE&attempt=a1&redemption=res-1&" + SENT_ONCE,
                "op=REDEEM_ALL&attempt=a1&" + SENT_ONCE,
                "op=REDEEM&attempt=a1&sends=-1&" + DOUBTED,
            })
    void decode_ticketOfUnreadableFields_isRefused(String fields) {
        assertUnreadable(Ticket::decode, forged(TICKET, fields));
    }

    @ParameterizedTest
    @ValueSource(strings = {"attempt", "kind", "on", "doubt", "executed", "sends", "sent", "since"})
    void decode_ticketWithAnUnreadableField_isRefused(String field) {
        String fields = GOOD_TICKET.replaceAll("(^|&)" + field + "=[^&]*", "$1" + field + "=\u00e9 ");

        assertUnreadable(Ticket::decode, forged(TICKET, fields));
    }

    @ParameterizedTest
    @ValueSource(strings = {"op", "attempt", "kind", "on", "doubt", "executed", "sends", "sent", "since"})
    void decode_ticketWithoutARequiredField_isRefused(String field) {
        String fields = GOOD_TICKET.replaceAll("(^|&)" + field + "=[^&]*", "$1x=y");

        assertUnreadable(Ticket::decode, forged(TICKET, fields));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id=a b",
                "kind=COIN",
                "on=a/b",
                "user=",
                "transaction=",
                "at=yesterday",
                "choice=guess",
                "choice=prefixed"
            })
    void decode_attemptWithAnUnreadableField_isRefused(String replacement) {
        String name = replacement.substring(0, replacement.indexOf('='));
        String fields = GOOD_ATTEMPT.replaceAll("(^|&)" + name + "=[^&]*", "$1" + replacement);

        assertUnreadable(RedemptionAttempt::decode, forged(ATTEMPT, fields));
    }

    /** The counter-example of the tests above: what they alter is readable before. */
    @Test
    void decode_forgedButWellFormed_isRead() {
        assertThatCode(() -> Ticket.decode(forged(TICKET, GOOD_TICKET))).doesNotThrowAnyException();
        assertThatCode(() -> Ticket.decode(forged(TICKET, "op=REVERSE&redemption=res-1&" + SENT_ONCE)))
                .doesNotThrowAnyException();
        assertThatCode(() -> RedemptionAttempt.decode(forged(ATTEMPT, GOOD_ATTEMPT)))
                .doesNotThrowAnyException();
    }

    /** The rules check the choice, so an id that does not follow the choice would be sent unchecked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "choice=generated",
                "choice=generated&transaction=r 1",
                "choice=generated&transaction=r\u0000",
                "choice=unique&chosen=r1",
                "choice=unique&chosen=r1&transaction=r2",
                "choice=as-given&chosen=r1",
                "choice=as-given&transaction=r1",
                "choice=as-given&chosen=r1&transaction=r2",
                "choice=prefixed&chosen=p",
                "choice=prefixed&chosen=p&transaction=p",
                "choice=prefixed&chosen=p&transaction=p.",
                "choice=prefixed&chosen=p&transaction=q.1",
                "choice=prefixed&chosen=p&transaction=p.\u202e1"
            })
    void decode_attemptWhoseTransactionIdIsNotWhatItChose_isRefused(String chosen) {
        assertUnreadable(RedemptionAttempt::decode, forged(ATTEMPT, UNCHOSEN_ATTEMPT + chosen));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "choice=generated&transaction=r1",
                "choice=unique&chosen=r\u0000&transaction=r\u0000",
                "choice=as-given",
                "choice=as-given&chosen=r1&transaction=r1",
                "choice=prefixed&chosen=p q&transaction=p q.1"
            })
    void decode_attemptWhoseTransactionIdIsWhatItChose_isRead(String chosen) {
        assertThatCode(() -> RedemptionAttempt.decode(forged(ATTEMPT, UNCHOSEN_ATTEMPT + chosen)))
                .doesNotThrowAnyException();
    }

    @Test
    void decode_notBase64_isRefused() {
        String body = "a";

        assertUnreadable(Ticket::decode, TICKET + "." + body + "." + checksum(body));
    }

    @Test
    void decode_theOtherKindOfText_isRefused() {
        assertUnreadable(Ticket::decode, randomAttempt(new Random(3)).encode());
        assertUnreadable(RedemptionAttempt::decode, randomTicket(new Random(3)).encode());
    }

    @Test
    void decode_whiteSpaceAround_isRead() {
        Ticket ticket = randomTicket(new Random(4));

        assertThat(Ticket.decode(" " + ticket.encode() + "\r\n")).isEqualTo(ticket);
    }

    /** UTF-8 has no lone surrogates; a user id that held one came back as another user id. */
    @Test
    void encode_brokenUnicode_isReadBackAsItWas() {
        RedemptionAttempt attempt = attempt(
                new Redeemer("a\ud800b", "%ud800&x=y", "\udc00"),
                new TransactionChoice.Generated(),
                TransactionId.of("r1"));

        assertThat(RedemptionAttempt.decode(attempt.encode())).isEqualTo(attempt);
    }

    @Test
    void encode_ticketOfTheLongestFields_keepsItsPromisedLength() {
        RedemptionAttempt attempt = new RedemptionAttempt(
                AttemptId.of("%".repeat(64)),
                RedemptionRequest.builder(RedeemableId.giftCard("g".repeat(128)))
                        .value("999999999999.9999")
                        .uniqueTransaction("\u4e00".repeat(255))
                        .build(),
                TransactionId.of("\u4e00".repeat(255)),
                Instant.MIN);
        Ticket ticket = Ticket.of(
                attempt, Doubt.REFUSED_AFTER_RESEND, Likelihood.POSSIBLE, Integer.MAX_VALUE, Instant.MIN, Instant.MIN);

        String text = ticket.encode();

        assertThat(text).hasSizeLessThanOrEqualTo(2_000).matches("[!-~]+");
    }

    @Test
    void encode_ticket_holdsNothingOfTheRedeemer() {
        RedemptionAttempt attempt = attempt(
                new Redeemer("canary-user", "canary@mail.example", "+49-canary"),
                new TransactionChoice.Generated(),
                TransactionId.of("r1"));
        Ticket ticket = Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, Instant.EPOCH, Instant.EPOCH);

        String text = ticket.encode();

        String body = new String(
                Base64.getUrlDecoder().decode(text.substring(text.indexOf('.') + 1, text.lastIndexOf('.'))), UTF_8);
        assertThat(text + body).doesNotContain("canary");
        assertThat(body).contains("r1");
    }

    private static void assertUnreadable(Consumer<String> decode, String text) {
        assertThatIllegalArgumentException()
                .as(text)
                .isThrownBy(() -> decode.accept(text))
                .withMessageStartingWith("encoded text: not readable as rdm-")
                .withNoCause();
    }

    private static void forEachAlteration(String text, char other, Consumer<String> check) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != other) {
                check.accept(text.substring(0, i) + other + text.substring(i + 1));
            }
        }
    }

    private static String forged(String tag, String fields) {
        String body = Base64.getUrlEncoder().withoutPadding().encodeToString(fields.getBytes(UTF_8));
        return tag + "." + body + "." + checksum(body);
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(UTF_8));
        return String.format("%08x", crc.getValue());
    }

    private static RedemptionAttempt attempt(
            Redeemer redeemer, TransactionChoice choice, @Nullable TransactionId transaction) {
        RedemptionRequest request = RedemptionRequest.builder(RedeemableId.coupon("c1"))
                .redeemer(redeemer)
                .transaction(choice)
                .build();
        return new RedemptionAttempt(AttemptId.of("a1"), request, transaction, Instant.EPOCH);
    }

    private static RedemptionAttempt randomAttempt(Random random) {
        IdSource ids = IdSource.seeded(random.nextLong());
        TransactionId given = TransactionId.of(randomText(random));
        String prefix = randomText(random);
        TransactionChoice choice = switch (random.nextInt(5)) {
            case 0 -> new TransactionChoice.Generated();
            case 1 -> new TransactionChoice.Unique(given);
            case 2 -> new TransactionChoice.Prefixed(prefix);
            case 3 -> new TransactionChoice.AsGiven(given);
            default -> new TransactionChoice.AsGiven(null);
        };
        TransactionId id = choice instanceof TransactionChoice.AsGiven asGiven ? asGiven.id() : given;
        RedeemableKind kind = any(random, RedeemableKind.values());
        RedeemableId redeemable = new RedeemableId(kind, "x" + random.nextInt());
        AttemptId attempt = ids.attemptId();
        id = choice instanceof TransactionChoice.Generated ? IdSource.transactionId(attempt, redeemable) : id;
        id = choice instanceof TransactionChoice.Prefixed ? IdSource.transactionId(prefix, attempt, redeemable) : id;
        RedemptionRequest request = new RedemptionRequest(
                redeemable,
                new Redeemer(userId(random), maybe(random), maybe(random)),
                random.nextBoolean() ? new Amount(random.nextInt(1_000_000)) : null,
                choice,
                random.nextBoolean() ? new Amount(random.nextInt(1_000_000)) : null);
        return new RedemptionAttempt(
                attempt, request, id, randomInstant(random), random.nextBoolean() ? ids.token(16) : null);
    }

    private static @Nullable String userId(Random random) {
        String text = maybe(random);
        return text == null ? null : "u" + text.substring(1) + "u";
    }

    private static Ticket randomTicket(Random random) {
        Doubt doubt = any(random, Doubt.values());
        Likelihood executed = any(random, Likelihood.values());
        Instant sent = randomInstant(random);
        Instant since = randomInstant(random);
        int sends = random.nextInt(4);
        return random.nextBoolean()
                ? Ticket.of(randomAttempt(random), doubt, executed, sends, sent, since)
                : Ticket.of(
                        new Reversal(RedeemableId.voucher("v1"), RedemptionId.of("res-" + random.nextInt(100))),
                        doubt,
                        executed,
                        sends,
                        sent,
                        since);
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static Instant randomInstant(Random random) {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private static @Nullable String maybe(Random random) {
        return random.nextBoolean() ? randomText(random) : null;
    }

    /** One to thirty UTF-16 units: letters, separators of the form itself, control characters, halves of pairs. */
    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(30);
        for (int i = 0; i < length; i++) {
            text.append(
                    random.nextInt(4) == 0 ? (char) random.nextInt(0x10000) : "%&=+. u3dAz".charAt(random.nextInt(11)));
        }
        return text.toString();
    }
}
