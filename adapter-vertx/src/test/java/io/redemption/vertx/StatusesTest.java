package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.NothingToReverse;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionException;
import io.redemption.model.Refused;
import io.redemption.model.Reversed;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.redemption.wire.StatusTable;
import io.redemption.wire.StatusVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every final status of the table, for each operation: 400 by 4, a hundred in a test, and the kinds take turns. */
class StatusesTest extends Fixture {
    static final List<Integer> HUNDREDS = List.of(200, 300, 400, 500);

    private static RedeemableId kindOf(int status) {
        return ALL.get(status % ALL.size());
    }

    @ParameterizedTest
    @FieldSource("HUNDREDS")
    void redeem_eachStatus_isWhatTheTableSays(int first) {
        for (int status = first; status < first + 100; status++) {
            redeemIsWhatTheTableSays(status);
        }
        assertThat(server.requests()).hasSize(100);
    }

    private void redeemIsWhatTheTableSays(int status) {
        RedeemableId id = kindOf(status);
        server.answers(raw(status, redemption(id)));

        Object outcome = ending(port.redeem(attempt(id)));

        StatusVerdict verdict = StatusTable.ofCreate(status);
        switch (verdict.meaning()) {
            case SUCCESS -> {
                if (hasNoBody(status)) {
                    assertThat(outcome)
                            .as("status %d", status)
                            .isInstanceOfSatisfying(
                                    Unknown.class,
                                    unknown ->
                                            assertThat(unknown.ticket().doubt()).isEqualTo(Doubt.ANSWER_UNREADABLE));
                } else {
                    assertThat(outcome).as("status %d", status).isInstanceOf(Redeemed.class);
                }
            }
            case REFUSED, ABSENT ->
                assertThat(outcome)
                        .as("status %d", status)
                        .isEqualTo(Refused.of(
                                status == 404
                                        ? Violation.of(ViolationCode.UNKNOWN_REDEEMABLE)
                                        : Violation.of(ViolationCode.REFUSED_BY_ISSUER, "status", status)));
            case FAILED -> assertThat(outcome).as("status %d", status).isEqualTo(verdict.failure());
            case UNKNOWN ->
                assertThat(outcome)
                        .as("status %d", status)
                        .isInstanceOfSatisfying(
                                Unknown.class,
                                unknown -> assertThat(unknown.ticket().doubt()).isEqualTo(doubt(status)));
        }
    }

    private static Doubt doubt(int status) {
        return status >= 300 && status <= 399 ? Doubt.REDIRECTED : Doubt.UNEXPECTED_STATUS;
    }

    @ParameterizedTest
    @FieldSource("HUNDREDS")
    void reverse_eachStatus_isWhatTheTableSays(int first) {
        for (int status = first; status < first + 100; status++) {
            reverseIsWhatTheTableSays(status);
        }
        assertThat(server.requests())
                .filteredOn(request -> request.startsWith("DELETE "))
                .hasSize(100);
    }

    private void reverseIsWhatTheTableSays(int status) {
        RedeemableId id = kindOf(status);
        String looked = id.kind() != RedeemableKind.VOUCHER && status == 200
                ? RawServer.response(404, "")
                : RawServer.response(200, "{\"data\":[]}");
        server.script(
                (socket, request, number) -> socket.write(request.startsWith("DELETE ") ? raw(status, "") : looked));

        Object outcome = ending(port.reverse(reversal(id)));

        StatusVerdict verdict = StatusTable.ofDelete(status);
        switch (verdict.meaning()) {
            case SUCCESS -> assertThat(outcome).as("status %d", status).isEqualTo(new Reversed(reversal(id)));
            case ABSENT -> assertThat(outcome).as("status %d", status).isEqualTo(new NothingToReverse(reversal(id)));
            case REFUSED ->
                assertThat(outcome)
                        .as("status %d", status)
                        .isEqualTo(Refused.of(Violation.of(ViolationCode.REFUSED_BY_ISSUER, "status", status)));
            case FAILED -> assertThat(outcome).as("status %d", status).isEqualTo(verdict.failure());
            case UNKNOWN ->
                assertThat(outcome)
                        .as("status %d", status)
                        .isInstanceOfSatisfying(
                                Unknown.class,
                                unknown -> assertThat(unknown.ticket().doubt()).isEqualTo(doubt(status)));
        }
    }

    @ParameterizedTest
    @FieldSource("HUNDREDS")
    void history_eachStatus_isWhatTheTableSays(int first) {
        for (int status = first; status < first + 100; status++) {
            historyIsWhatTheTableSays(status);
        }
        assertThat(server.requests()).hasSize(100);
    }

    private void historyIsWhatTheTableSays(int status) {
        server.answers(raw(status, "{\"data\":[]}"));

        Object answer = ending(port.history(kindOf(status), HistoryQuery.ALL).thenApply(found -> found.isPresent()));

        assertThat(answer).as("status %d", status).isEqualTo(expectedOfRead(status));
    }

    @ParameterizedTest
    @FieldSource("HUNDREDS")
    void find_eachStatus_isWhatTheTableSays(int first) {
        for (int status = first; status < first + 100; status++) {
            findIsWhatTheTableSays(status);
        }
        assertThat(server.requests()).hasSize(100);
    }

    private void findIsWhatTheTableSays(int status) {
        RedeemableId id = status % 2 == 0 ? COUPON : GIFT_CARD;
        server.answers(raw(status, "{\"data\":" + redemption(id) + "}"));

        Object answer = ending(port.find(id, REDEMPTION, Freshness.FROM_ISSUER).thenApply(found -> found.isPresent()));

        assertThat(answer).as("status %d", status).isEqualTo(expectedOfRead(status));
    }

    private static Object expectedOfRead(int status) {
        StatusVerdict verdict = StatusTable.ofRead(status);
        return switch (verdict.meaning()) {
            case SUCCESS -> hasNoBody(status) ? FailureCode.UNREADABLE : true;
            case ABSENT -> false;
            case REFUSED, FAILED, UNKNOWN -> Objects.requireNonNull(verdict.failure());
        };
    }

    @Test
    void redeem_refusedWithReasons_reportsThem() {
        server.answers(
                400,
                "{\"error\":{\"code\":\"refused\",\"message\":\"no\",\"violations\":[{\"code\":\"expired\","
                        + "\"valid_until\":\"x\"},{\"code\":\"acme.min_basket\"}]}}");

        assertThat(await(port.redeem(attempt(COUPON))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.violations())
                                .extracting(Violation::code)
                                .containsExactly(ViolationCode.EXPIRED, ViolationCode.of("acme.min_basket")));
    }

    @Test
    void redeem_refusedWithTextsOfAForeignIssuer_reportsTheCodesAlone() {
        String body = "{\"error\":{\"code\":\"refused\",\"message\":\"no\",\"violations\":"
                + "[{\"code\":\"expired\",\"user\":\"canary@example.com\",\"status\":\"canary\"}]}}";
        server.answers(400, body);

        assertThat(await(port.redeem(attempt(COUPON)))).isEqualTo(Refused.of(Violation.of(ViolationCode.EXPIRED)));

        use(options().issuer(VertxRedemptionOptions.Issuer.REDEMPTION_SERVER));
        assertThat(await(port.redeem(attempt(COUPON))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.violations().get(0).parameters())
                                .containsKeys("user", "status"));
    }

    @ParameterizedTest
    @FieldSource("FOREIGN_ERRORS")
    void redeem_refusedWithForeignBody_isRefusedByTheStatus(String body) {
        server.answers(400, body);

        assertThat(await(port.redeem(attempt(COUPON))))
                .isEqualTo(Refused.of(Violation.of(ViolationCode.REFUSED_BY_ISSUER, "status", 400)));
    }

    static final List<String> FOREIGN_ERRORS =
            List.of("", "[]", "null", "{\"message\":7}", "{\"error\":{\"violations\":[7]}}");

    @Test
    void redeem_ourServerInDoubt_isUnknownByTheIssuer() {
        server.answers(500, "{\"error\":{\"code\":\"outcome_unknown\",\"message\":\"?\"}}");

        assertThat(doubt(port)).isEqualTo(Doubt.UNEXPECTED_STATUS);
        assertThat(doubt(use(options().issuer(Issuer.REDEMPTION_SERVER)))).isEqualTo(Doubt.ISSUER_IN_DOUBT);
    }

    @Test
    void redeem_attemptUnderWay_isNotRefusedByOurServer() {
        server.answers(RawServer.response(409, "{}", "Idempotency-Status: in-progress"));

        assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Refused.class);
        assertThat(doubt(use(options().issuer(Issuer.REDEMPTION_SERVER)))).isEqualTo(Doubt.ISSUER_IN_DOUBT);

        server.answers(RawServer.response(409, "{}"));
        assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Refused.class);
    }

    @Test
    void redeem_notExecutedHeader_isBelievedOfOurServerAlone() {
        server.answers(RawServer.response(503, "{}", "Redemption-Executed: no"));

        assertThat(doubt(port)).isEqualTo(Doubt.UNEXPECTED_STATUS);
        use(options().issuer(Issuer.REDEMPTION_SERVER));
        assertThat(failureCode(port.redeem(attempt(COUPON)))).isEqualTo(FailureCode.NOT_REACHABLE);
    }

    @Test
    void redeem_notExecutedWithRetryAfter_isThrottled() {
        use(options().issuer(Issuer.REDEMPTION_SERVER));
        server.answers(RawServer.response(503, "{}", "Redemption-Executed: no", "Retry-After: 7"));

        RedemptionException failure = failure(port.redeem(attempt(COUPON)));

        assertThat(failure.code()).isEqualTo(FailureCode.THROTTLED);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void redeem_tooManyRequests_reportsHowLongToWait() {
        server.answers(RawServer.response(429, "{}", "Retry-After: 120"));

        RedemptionException failure = failure(port.redeem(attempt(COUPON)));

        assertThat(failure.code()).isEqualTo(FailureCode.THROTTLED);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void redeem_replayedHeader_isBelievedOfOurServerAlone() {
        server.answers(RawServer.response(200, redemption(COUPON), "Idempotency-Status: replayed"));

        assertThat(await(port.redeem(attempt(COUPON))))
                .isInstanceOfSatisfying(
                        Redeemed.class,
                        redeemed -> assertThat(redeemed.replayed()).isFalse());
        use(options().issuer(Issuer.REDEMPTION_SERVER));
        assertThat(await(port.redeem(attempt(COUPON))))
                .isInstanceOfSatisfying(
                        Redeemed.class,
                        redeemed -> assertThat(redeemed.replayed()).isTrue());
    }

    private static Doubt doubt(VertxRedemptionPort port) {
        return ((Unknown) await(port.redeem(attempt(COUPON)))).ticket().doubt();
    }

    private static boolean hasNoBody(int status) {
        return status == 204 || status == 304;
    }

    private static String raw(int status, String json) {
        return hasNoBody(status) ? "HTTP/1.1 " + status + " Told\r\n\r\n" : RawServer.response(status, json);
    }

    /** What a stage completes with, or the code that it fails with. */
    private static Object ending(CompletionStage<?> stage) {
        try {
            return await(stage);
        } catch (RedemptionException e) {
            return e.code();
        }
    }
}
