package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How outcomes of the issuer are reported to clients. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutcomesTest {
    private static final String CARD = "/gift-cards/" + Sandbox.GIFT_CARD + "/redemptions";
    private static final String SPEND = "{\"value_used\":1}";

    private final GatedIssuer issuer = new GatedIssuer();
    private Sandbox sandbox;

    @BeforeAll
    void open() {
        sandbox = Sandbox.over(issuer, options -> options);
    }

    @AfterAll
    void close() {
        sandbox.close();
    }

    @Test
    void create_unknown_is500AndClaimsNothing() {
        issuer.onRedeem = attempt -> CompletableFuture.completedStage(unknown(attempt));

        RawAnswer answer = sandbox.post(CARD, SPEND);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("\"code\":\"outcome_unknown\"");
        assertThat(answer.field("Redemption-Executed")).isEmpty();
    }

    @Test
    void create_brokenIssuer_is500AndClaimsNothing() {
        issuer.onRedeem = attempt -> {
            throw new IllegalStateException("secret");
        };

        RawAnswer answer = sandbox.post(CARD, SPEND);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("outcome_unknown").doesNotContain("secret");
    }

    @ParameterizedTest
    @EnumSource
    void create_provenFailure_isNotExecuted(FailureCode code) {
        issuer.onRedeem = attempt ->
                CompletableFuture.failedStage(new RedemptionException(code, "secret", Duration.ofSeconds(7), null));

        RawAnswer answer = sandbox.post(CARD, SPEND);

        boolean cannot = code == FailureCode.NOT_SUPPORTED;
        assertThat(answer.status()).isEqualTo(cannot ? 501 : 503);
        assertThat(answer.field("Redemption-Executed")).contains("no");
        assertThat(answer.field("Retry-After")).isEqualTo(cannot ? Optional.empty() : Optional.of("7"));
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void create_refusedForTwoReasons_tellsBoth() {
        issuer.onRedeem = attempt -> CompletableFuture.completedStage(new Refused(List.of(
                Violation.of(ViolationCode.EXPIRED, "valid_until", "2023-09-01T00:00:00Z"),
                Violation.of(ViolationCode.of("acme.min_basket")))));

        RawAnswer answer = sandbox.post(CARD, SPEND);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"violations\":[{\"code\":\"expired\",\"valid_until\":\"2023-09-01T00:00:00Z\"},"
                        + "{\"code\":\"acme.min_basket\"}]");
    }

    @Test
    void delete_unknownOrRefused_isTold() {
        issuer.onReverse = reversal -> CompletableFuture.completedStage(unknown(reversal));
        RawAnswer unknown = sandbox.delete(CARD + "/res-1");
        issuer.onReverse =
                reversal -> CompletableFuture.completedStage(Refused.of(Violation.of(ViolationCode.INACTIVE)));
        RawAnswer refused = sandbox.delete(CARD + "/res-1");

        assertThat(unknown.status()).isEqualTo(500);
        assertThat(unknown.body()).contains("outcome_unknown");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field("Redemption-Executed")).contains("no");
    }

    @Test
    void list_issuerWithPages_isPutTogether() {
        issuer.onHistory = query ->
                page(query.cursor() == null ? "res-2" : "res-1", query.cursor() == null ? "more" : null, query);

        RawAnswer answer = sandbox.get(CARD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).containsSubsequence("\"id\":\"res-2\"", "\"id\":\"res-1\"");
    }

    @Test
    void list_failedRead_is503() {
        issuer.onHistory =
                query -> CompletableFuture.failedStage(new RedemptionException(FailureCode.ISSUER_FAILED, "secret"));

        RawAnswer answer = sandbox.get(CARD);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.field("Redemption-Executed")).isEmpty();
    }

    private static CompletionStage<Optional<RedemptionHistory>> page(
            String id, @Nullable String next, HistoryQuery query) {
        Redemption redemption = Redemption.builder(
                        RedemptionId.of(id), RedeemableId.giftCard(Sandbox.GIFT_CARD), Instant.EPOCH)
                .build();
        assertThat(query.transactionId()).isNull();
        return CompletableFuture.completedStage(
                Optional.of(new RedemptionHistory(List.of(redemption), null, next, Completeness.CUT, null)));
    }

    private static Unknown unknown(RedemptionAttempt attempt) {
        return new Unknown(Ticket.of(
                attempt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, attempt.preparedAt(), attempt.preparedAt()));
    }

    private static Unknown unknown(Reversal reversal) {
        return new Unknown(Ticket.of(reversal, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, Instant.EPOCH, Instant.EPOCH));
    }
}
