package io.redemption.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that version 0.1 wrote before tickets held user and issuer's time: shops have them in their rows. */
class EarlierTextsTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final RedeemableId CARD = RedeemableId.giftCard("gc-1");

    private static final RedemptionAttempt GENERATED = new RedemptionAttempt(
            AttemptId.of("a0000000000000000000000001"),
            RedemptionRequest.builder(CARD)
                    .user("user-1")
                    .email("a@example.com")
                    .phone("+49 30 1")
                    .value("50.00")
                    .orderTotal(Amount.of("80.00"))
                    .build(),
            TransactionId.of("r0123456789abcdefghjkmnpqr"),
            AT);
    private static final RedemptionAttempt GIVEN = new RedemptionAttempt(
            AttemptId.of("order-9"),
            RedemptionRequest.builder(CARD)
                    .value("1")
                    .transaction(new TransactionChoice.AsGiven(null))
                    .build(),
            null,
            AT);

    static Stream<Arguments> attempts() {
        return Stream.of(
                Arguments.of(
                        "rdm-attempt-1.aWQ9YTAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDEma2luZD1HSUZUX0NBUkQmb249Z2MtMSZ1c2VyP"
                                + "XVzZXItMSZlbWFpbD1hQGV4YW1wbGUuY29tJnBob25lPSs0OSAzMCAxJnZhbHVlPTUwLjAwJnRvdGFsPT"
                                + "gwLjAwJnRyYW5zYWN0aW9uPXIwMTIzNDU2Nzg5YWJjZGVmZ2hqa21ucHFyJmF0PTIwMjYtMDMtMDFUMTI"
                                + "6MDA6MDBaJmNob2ljZT1nZW5lcmF0ZWQ.8e06fadf",
                        GENERATED),
                Arguments.of(
                        "rdm-attempt-1.aWQ9b3JkZXItNyZraW5kPUNPVVBPTiZvbj1jLTkmdXNlcj3DvCUyNiUzZCUyNTEmdHJhbnNhY3Rpb"
                                + "249b3JkZXItNyZhdD0yMDI2LTAzLTAxVDEyOjAwOjAwWiZjaG9pY2U9dW5pcXVlJmNob3Nlbj1vcmRlci"
                                + "03.9ca672c1",
                        new RedemptionAttempt(
                                AttemptId.of("order-7"),
                                RedemptionRequest.builder(RedeemableId.coupon("c-9"))
                                        .user("ü&=%1")
                                        .uniqueTransaction("order-7")
                                        .build(),
                                TransactionId.of("order-7"),
                                AT)),
                Arguments.of(
                        "rdm-attempt-1.aWQ9b3JkZXItOCZraW5kPVZPVUNIRVImb249di05JnVzZXI9dSZ0cmFuc2FjdGlvbj1zaG9wLjAxM"
                                + "jM0NTY3ODlhYmNkZWYmYXQ9MjAyNi0wMy0wMVQxMjowMDowMFomY2hvaWNlPXByZWZpeGVkJmNob3Nlbj"
                                + "1zaG9w.a5da76db",
                        new RedemptionAttempt(
                                AttemptId.of("order-8"),
                                RedemptionRequest.builder(RedeemableId.voucher("v-9"))
                                        .user("u")
                                        .transactionPrefix("shop")
                                        .build(),
                                TransactionId.of("shop.0123456789abcdef"),
                                AT)),
                Arguments.of(
                        "rdm-attempt-1.aWQ9b3JkZXItOSZraW5kPUdJRlRfQ0FSRCZvbj1nYy0xJnZhbHVlPTEuMDAmYXQ9MjAyNi0wMy0wM"
                                + "VQxMjowMDowMFomY2hvaWNlPWFzLWdpdmVu.03abb9cc",
                        GIVEN));
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void decode_attemptOfBefore_isReadAndOfUnknownOrigin(String text, RedemptionAttempt expected) {
        RedemptionAttempt attempt = RedemptionAttempt.decode(text);

        assertThat(attempt).isEqualTo(expected);
        assertThat(attempt.preparedBy()).isNull();
        assertThat(attempt.encode()).as("nothing is added to it").isEqualTo(text);
    }

    static Stream<Arguments> tickets() {
        return Stream.of(
                Arguments.of(
                        "rdm-ticket-1.b3A9UkVERUVNJmF0dGVtcHQ9YTAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDEma2luZD1HSUZUX0NBUk"
                                + "Qmb249Z2MtMSZtYXJrZXI9cjAxMjM0NTY3ODlhYmNkZWZnaGprbW5wcXImdmFsdWU9NTAuMDAmZG91YnQ"
                                + "9Tk9fQU5TV0VSJmV4ZWN1dGVkPVBPU1NJQkxFJnNlbmRzPTEmc2VudD0yMDI2LTAzLTAxVDEyOjAwOjAw"
                                + "WiZzaW5jZT0yMDI2LTAzLTAxVDEyOjAwOjA0Wg.bfba065f",
                        Ticket.of(GENERATED, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, AT, AT.plusSeconds(4))
                                .withoutUser()),
                Arguments.of(
                        "rdm-ticket-1.b3A9UkVERUVNJmF0dGVtcHQ9b3JkZXItOSZraW5kPUdJRlRfQ0FSRCZvbj1nYy0xJnZhbHVlPTEuMD"
                                + "AmZG91YnQ9SU5URVJSVVBURUQmZXhlY3V0ZWQ9TElLRUxZJnNlbmRzPTMmc2VudD0yMDI2LTAzLTAxVDE"
                                + "yOjAwOjAwWiZzaW5jZT0yMDI2LTAzLTAxVDEyOjAwOjA0LjUwMFo.45964134",
                        Ticket.of(GIVEN, Doubt.INTERRUPTED, Likelihood.LIKELY, 3, AT, AT.plusMillis(4500))),
                Arguments.of(
                        "rdm-ticket-1.b3A9UkVWRVJTRSZraW5kPVZPVUNIRVImb249djEmcmVkZW1wdGlvbj1yZXMtMSZkb3VidD1DQU5DRU"
                                + "xMRUQmZXhlY3V0ZWQ9UE9TU0lCTEUmc2VuZHM9MSZzZW50PTIwMjYtMDMtMDFUMTI6MDA6MDBaJnNpbmN"
                                + "lPTIwMjYtMDMtMDFUMTI6MDA6MDBa.469d0380",
                        Ticket.of(
                                new Reversal(RedeemableId.voucher("v1"), RedemptionId.of("res-1")),
                                Doubt.CANCELLED,
                                Likelihood.POSSIBLE,
                                1,
                                AT,
                                AT)));
    }

    @ParameterizedTest
    @MethodSource("tickets")
    void decode_ticketOfBefore_isReadWithoutUserAndIssuerTime(String text, Ticket expected) {
        Ticket ticket = Ticket.decode(text);

        assertThat(ticket).isEqualTo(expected);
        assertThat(ticket.userDigest()).isNull();
        assertThat(ticket.issuerTime()).isNull();
        assertThat(ticket.encode()).as("nothing is added to it").isEqualTo(text);
    }

    /** Without a digest the user is not compared, because it is not known; the value is. */
    @Test
    void contradiction_ticketOfBefore_comparesAllButTheUser() {
        Ticket before = Ticket.of(GENERATED, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, AT, AT)
                .withoutUser();

        assertThat(before.contradiction(redemption("user-2", "50.00"))).isNull();
        assertThat(before.contradiction(redemption("user-1", "50.01"))).isEqualTo("value_used");
    }

    @Test
    void encode_newTicket_carriesUserDigestAndIssuerTimeAndReadsBack() {
        Ticket ticket = Ticket.of(GENERATED, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, AT, AT.plusSeconds(4))
                .withIssuerTime(AT.plusSeconds(5));

        Ticket read = Ticket.decode(ticket.encode());

        assertThat(read).isEqualTo(ticket);
        assertThat(read.userDigest()).isEqualTo("494c8f").hasSize(6);
        assertThat(read.issuerTime()).isEqualTo(AT.plusSeconds(5));
        assertThat(read.timedLater()).isFalse();
        assertThat(Ticket.decode(ticket.withLaterIssuerTime(AT).encode())).isEqualTo(ticket.withLaterIssuerTime(AT));
        assertThat(read.contradiction(redemption("user-1", "50.00"))).isNull();
        assertThat(read.contradiction(redemption("user-2", "50.00"))).isEqualTo("user_id");
    }

    /** 24 bits, and salted with the attempt: two tickets do not show that they are about one user. */
    @Test
    void userDigest_sameUserInOtherAttempts_isAnother() {
        assertThat(RedemptionMatch.userDigest(AttemptId.of("a"), "user-1"))
                .matches("[0-9a-f]{6}")
                .isNotEqualTo(RedemptionMatch.userDigest(AttemptId.of("b"), "user-1"))
                .isNotEqualTo(RedemptionMatch.userDigest(AttemptId.of("a"), "user-2"))
                .isEqualTo(RedemptionMatch.userDigest(AttemptId.of("a"), "user-1"));
    }

    @Test
    void encode_newTicket_holdsNeitherUserNorContactData() {
        Ticket ticket = Ticket.of(GENERATED, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, AT, AT);
        String text = ticket.encode();
        String body = text.substring(text.indexOf('.') + 1, text.lastIndexOf('.'));
        String plain =
                new String(java.util.Base64.getUrlDecoder().decode(body), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(plain).contains("user=").doesNotContain("user-1", "a@example.com", "+49");
    }

    @Test
    void encode_newAttempt_carriesItsOriginAndReadsBack() {
        RedemptionAttempt attempt = new RedemptionAttempt(
                GENERATED.id(), GENERATED.request(), GENERATED.transactionId(), AT, "0123456789abcdef");

        assertThat(RedemptionAttempt.decode(attempt.encode())).isEqualTo(attempt);
    }

    private static Redemption redemption(String user, String value) {
        return Redemption.builder(RedemptionId.of("res-1"), CARD, AT)
                .redeemer(new Redeemer(user, null, null))
                .value(Amount.of(value))
                .transactionId(GENERATED.transactionId())
                .build();
    }
}
