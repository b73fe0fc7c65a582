package io.redemption.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which recorded redemption is the one that was asked for, and which listed one may be. */
class RedemptionMatchTest {
    private static final String SENT = "abcdefgh12345678";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final RedeemableId CARD = RedeemableId.giftCard("gc-1");
    private static final RedeemableId OTHER_CARD = RedeemableId.giftCard("gc-2");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // asked: user, value   recorded: card, user, value, transaction   differs in
                "u-1, 50, gc-1, u-1, 50, abcdefgh12345678, -",
                "u-1, 50, gc-1, u-1, 50.00, abcdefgh12345678, -",
                "u-1, 50, gc-1, u-1, 50, abcdefgh, -",
                "u-1, 50, gc-1, u-1, 50, -, -",
                "u-1, 50, gc-1, u-1, 50, other-order, transaction_id",
                "u-1, 50, gc-1, u-1, 50, abcdefgh12345678x, transaction_id",
                "u-1, 50, gc-1, u-1, 49, abcdefgh12345678, value_used",
                "u-1, 50, gc-1, u-1, -, abcdefgh12345678, value_used",
                "u-1, 50, gc-1, u-2, 50, abcdefgh12345678, user_id",
                "u-1, 50, gc-1, -, 50, abcdefgh12345678, user_id",
                "u-1, 50, gc-2, u-1, 50, abcdefgh12345678, redeemable",
                "-, 50, gc-1, u-2, 50, abcdefgh12345678, -",
                "-, 50, gc-1, -, 50, abcdefgh12345678, -",
                "u-1, -, gc-1, u-1, 49, abcdefgh12345678, -",
                "u-1, -, gc-1, u-1, -, abcdefgh12345678, -",
            })
    void contradiction_namesTheFirstFieldThatDiffers_forAttemptAndTicketAlike(
            @Nullable String askedUser,
            @Nullable String askedValue,
            String card,
            @Nullable String user,
            @Nullable String value,
            @Nullable String transaction,
            @Nullable String differsIn) {
        RedemptionAttempt attempt = attempt(askedUser, askedValue, SENT);
        Redemption recorded = recorded(RedeemableId.giftCard(card), user, value, transaction);

        assertThat(attempt.contradiction(recorded, false)).isEqualTo(differsIn);
        assertThat(ticket(attempt).contradiction(recorded)).isEqualTo(differsIn);
    }

    @Test
    void contradiction_issuerRewritesUserIds_comparesAllButTheUser() {
        RedemptionAttempt attempt = attempt("u-1", "50", SENT);

        assertThat(attempt.contradiction(recorded(CARD, "u-2", "50", SENT), true))
                .isNull();
        assertThat(attempt.contradiction(recorded(CARD, "u-2", "49", SENT), true))
                .isEqualTo("value_used");
    }

    @Test
    void contradiction_attemptWithoutATransactionId_acceptsAnyId() {
        assertThat(attempt("u-1", "50", null).contradiction(recorded(CARD, "u-1", "50", "any"), false))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // listed transaction id, whether it may be what became of ours
                "-, true",
                "a, true",
                "abcdefgh, true",
                "ABCDEFGH1234, true",
                "'  abcdefgh12345678', true",
                "'abcd efgh 1234 5678', true",
                "0000abcdefgh12345678, true",
                "-_#0abcdefgh12345678, true",
                "abcdefgh12345678--, true",
                "(abcdefgh12345678), true",
                "12345678, true",
                "gh12345678, true",
                "2345678, false",
                "bcdefgh1234567, false",
                "x0abcdefgh12345678, false",
                "abcdefgh12345678x, false",
                "abcdefgh123456780, false",
                "x1, false",
                "other-order, false",
            })
    void isCandidate_alteredTransactionId_mayBeOurs(@Nullable String listed, boolean mayBeOurs) {
        Ticket ticket = ticket(attempt("u-1", "50", SENT));

        assertThat(ticket.isCandidate(recorded(CARD, "u-1", "50", listed))).isEqualTo(mayBeOurs);
        assertThat(HistoryQuery.resolving(ticket).mayMatch(listed == null ? null : TransactionId.of(listed)))
                .isEqualTo(mayBeOurs);
    }

    static Stream<Redemption> neverCandidates() {
        return Stream.of(
                recorded(CARD, "u-1", "50", SENT),
                recorded(OTHER_CARD, "u-1", "50", null),
                recorded(CARD, "u-2", "50", null),
                recorded(CARD, "u-1", "49", null));
    }

    /** The exact id is a find and no candidate; every value that is listed must match. */
    @ParameterizedTest
    @MethodSource("neverCandidates")
    void isCandidate_exactIdOrAnythingElseDiffers_isNone(Redemption listed) {
        assertThat(ticket(attempt("u-1", "50", SENT)).isCandidate(listed)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "u-1, 50, -, -, true",
                "u-1, 50, u-1, -, true",
                "u-1, 50, -, 50, true",
                "-, 50, u-2, 50, true",
                "u-1, -, u-1, 49, true",
                "u-1, 50, u-2, -, false",
                "u-1, 50, -, 49, false",
            })
    void isCandidate_withoutATransactionId_comparesWhatIsReported(
            @Nullable String askedUser,
            @Nullable String askedValue,
            @Nullable String user,
            @Nullable String value,
            boolean mayBeOurs) {
        Ticket ticket = ticket(attempt(askedUser, askedValue, SENT));

        assertThat(ticket.isCandidate(recorded(CARD, user, value, null))).isEqualTo(mayBeOurs);
    }

    /** Without an id of ours every listed redemption would be a candidate, and nothing could be resolved. */
    @Test
    void isCandidate_attemptWithoutATransactionId_isNone() {
        assertThat(ticket(attempt("u-1", "50", null)).isCandidate(recorded(CARD, "u-1", "50", null)))
                .isFalse();
    }

    @Test
    void userDigest_isSaltedByTheAttempt() {
        String digest = RedemptionMatch.userDigest(AttemptId.of("order-1"), "u-1");

        assertThat(digest).isEqualTo(RedemptionMatch.userDigest(AttemptId.of("order-1"), "u-1"));
        assertThat(Stream.of(
                        digest,
                        RedemptionMatch.userDigest(AttemptId.of("order-2"), "u-1"),
                        RedemptionMatch.userDigest(AttemptId.of("order-1"), "u-2"),
                        RedemptionMatch.userDigest(AttemptId.of("order-1u"), "-1")))
                .doesNotHaveDuplicates()
                .allMatch(text -> text.matches("[0-9a-f]{6}"));
    }

    private static RedemptionAttempt attempt(
            @Nullable String user, @Nullable String value, @Nullable String transaction) {
        TransactionId id = transaction == null ? null : TransactionId.of(transaction);
        RedemptionRequest request = new RedemptionRequest(
                CARD,
                new Redeemer(user, null, null),
                value == null ? null : Amount.of(value),
                id == null ? new TransactionChoice.AsGiven(null) : new TransactionChoice.Unique(id),
                null);
        return new RedemptionAttempt(AttemptId.of("order-1"), request, id, NOW);
    }

    private static Ticket ticket(RedemptionAttempt attempt) {
        return Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, NOW, NOW);
    }

    private static Redemption recorded(
            RedeemableId on, @Nullable String user, @Nullable String value, @Nullable String transaction) {
        return Redemption.builder(RedemptionId.of("res-1"), on, NOW)
                .redeemer(new Redeemer(user, null, null))
                .value(value == null ? null : Amount.of(value))
                .transactionId(transaction == null ? null : TransactionId.of(transaction))
                .build();
    }
}
