package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.Completeness;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.TransactionId;
import io.redemption.vertx.VertxRedemptionOptions.VoucherGetOne;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The twelve operations, as the API documents them. */
class OperationsTest extends Fixture {
    private static final String BASIC =
            Base64.getEncoder().encodeToString((MERCHANT + ":" + KEY).getBytes(StandardCharsets.UTF_8));

    private static final String AGENT = "user-agent: redemption-java/" + UserAgentTest.version();

    @ParameterizedTest
    @FieldSource("ALL")
    void redeem_confirmed_isRedeemedAsAnswered(RedeemableId id) {
        server.answers(201, redemption(id));

        RedemptionOutcome outcome = await(port.redeem(attempt(id)));

        assertThat(outcome).isInstanceOfSatisfying(Redeemed.class, redeemed -> {
            Redemption redemption = redeemed.redemption();
            assertThat(redeemed.replayed()).isFalse();
            assertThat(redemption.id()).isEqualTo(REDEMPTION);
            assertThat(redemption.redeemable()).isEqualTo(id);
            assertThat(redemption.value()).isEqualTo(Amount.of("50"));
            assertThat(redemption.transactionId()).isEqualTo(TransactionId.of("transa001"));
            assertThat(redemption.redeemer()).isEqualTo(attempt(id).request().redeemer());
            assertThat(redemption.createdAt()).isEqualTo(CREATED);
        });
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void redeem_anyKind_sendsExactlyOneRequestWithTheseBytes(RedeemableId id) {
        server.answers(200, redemption(id));

        await(port.redeem(attempt(id)));

        String body = "{\"user_id\":\"123\",\"user_email\":\"canary@example.com\",\"user_phone\":\"canary-555\","
                + "\"transaction_id\":\"transa001\",\"value_used\":50}";
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request).startsWith("POST " + path(id) + " HTTP/1.1\r\n").endsWith("\r\n\r\n" + body);
            assertThat(headers(request))
                    .containsExactlyInAnyOrder(
                            "host: 127.0.0.1:" + server.port(),
                            AGENT,
                            "authorization: Basic " + BASIC,
                            "accept: application/json",
                            "content-type: application/json",
                            "idempotency-key: attempt-1",
                            "content-length: " + body.length());
        });
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void reverse_noContent_isReversed(RedeemableId id) {
        server.answers("HTTP/1.1 204 No Content\r\n\r\n");

        assertThat(await(port.reverse(reversal(id)))).isEqualTo(new Reversed(reversal(id)));

        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request).startsWith("DELETE " + path(id) + "/" + REDEMPTION + " HTTP/1.1\r\n");
            assertThat(headers(request))
                    .containsExactlyInAnyOrder(
                            "host: 127.0.0.1:" + server.port(),
                            AGENT,
                            "connection: close",
                            "authorization: Basic " + BASIC,
                            "accept: application/json");
        });
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void history_listed_isInTheOrderOfTheList(RedeemableId id) {
        server.answers(
                200,
                "{\"href\":\"x\",\"count\":2,\"data\":[" + redemption(id, "res-2", "b") + ","
                        + redemption(id, "res-1", "a") + "]}");

        RedemptionHistory history = await(port.history(id, HistoryQuery.ALL)).orElseThrow();

        assertThat(history.redemptions()).extracting(item -> item.id().value()).containsExactly("res-2", "res-1");
        assertThat(history.reportedCount()).isEqualTo(2L);
        assertThat(history.completeness()).isEqualTo(Completeness.PROVEN);
        assertThat(server.requests())
                .singleElement()
                .satisfies(request -> assertThat(request).startsWith("GET " + path(id) + " HTTP/1.1\r\n"));
    }

    @Test
    void history_ofOneTransaction_keepsItsRedemptionsAlone() {
        server.answers(
                200,
                "{\"data\":[" + redemption(COUPON, "res-2", "theirs") + "," + redemption(COUPON, "res-1", "ours")
                        + "]}");

        RedemptionHistory history = await(port.history(COUPON, HistoryQuery.ofTransaction(TransactionId.of("ours"))))
                .orElseThrow();

        assertThat(history.redemptions()).extracting(item -> item.id().value()).containsExactly("res-1");
        assertThat(history.completeness()).isEqualTo(Completeness.UNKNOWN);
    }

    @Test
    void history_withCursor_isNotSupportedAndNothingIsSent() {
        assertThat(failureCode(port.history(COUPON, HistoryQuery.ALL.after("next"))))
                .isEqualTo(FailureCode.NOT_SUPPORTED);

        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("DOCUMENTED_GET_ONE")
    void find_byItsOwnPath_isFound(RedeemableId id) {
        server.answers(200, "{\"href\":\"x\",\"data\":" + redemption(id) + "}");

        Optional<Redemption> found = await(port.find(id, REDEMPTION, Freshness.FROM_ISSUER));

        assertThat(found)
                .hasValueSatisfying(redemption -> assertThat(redemption.id()).isEqualTo(REDEMPTION));
        assertThat(server.requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request).startsWith("GET " + path(id) + "/" + REDEMPTION + " HTTP/1.1\r\n"));
    }

    static final List<RedeemableId> DOCUMENTED_GET_ONE = List.of(COUPON, GIFT_CARD);

    @ParameterizedTest
    @FieldSource("DOCUMENTED_GET_ONE")
    void find_notFound_isEmpty(RedeemableId id) {
        server.answers(404, "{}");

        assertThat(await(port.find(id, REDEMPTION, Freshness.FROM_ISSUER))).isEmpty();
    }

    @Test
    void find_anotherRedemptionAnswered_isUnreadable() {
        server.answers(200, "{\"data\":" + redemption(COUPON, "res-other", "transa001") + "}");

        assertThat(failureCode(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER)))
                .isEqualTo(FailureCode.UNREADABLE);
    }

    @Test
    void find_voucher_isTakenOutOfTheList() {
        server.answers(200, "{\"data\":[" + redemption(VOUCHER, "res-other", "b") + "," + redemption(VOUCHER) + "]}");

        Optional<Redemption> found = await(port.find(VOUCHER, REDEMPTION, Freshness.FROM_ISSUER));

        assertThat(found)
                .hasValueSatisfying(redemption -> assertThat(redemption.id()).isEqualTo(REDEMPTION));
        assertThat(server.requests())
                .singleElement()
                .satisfies(request -> assertThat(request).startsWith("GET " + path(VOUCHER) + " HTTP/1.1\r\n"));
    }

    @Test
    void find_voucherNotListed_isIncompleteUnlessTheCountProvesIt() {
        String others = "[" + redemption(VOUCHER, "res-other", "b") + "]";

        server.answers(200, "{\"data\":" + others + "}");
        assertThat(failureCode(port.find(VOUCHER, REDEMPTION, Freshness.FROM_ISSUER)))
                .isEqualTo(FailureCode.INCOMPLETE);

        server.answers(200, "{\"count\":2,\"data\":" + others + "}");
        assertThat(failureCode(port.find(VOUCHER, REDEMPTION, Freshness.FROM_ISSUER)))
                .isEqualTo(FailureCode.INCOMPLETE);

        server.answers(200, "{\"count\":1,\"data\":" + others + "}");
        assertThat(await(port.find(VOUCHER, REDEMPTION, Freshness.FROM_ISSUER))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("PROVE_NOTHING")
    void find_voucherDirectButPathMissing_fallsBackToTheList(int status) {
        use(options().voucherGetOne(VoucherGetOne.DIRECT));
        server.script((socket, request, number) -> socket.write(
                number == 1
                        ? RawServer.response(status, "")
                        : RawServer.response(200, "{\"data\":[" + redemption(VOUCHER) + "]}")));

        Optional<Redemption> found = await(port.find(VOUCHER, REDEMPTION, Freshness.FROM_ISSUER));

        assertThat(found).isPresent();
        assertThat(server.requests()).hasSize(2);
    }

    static final List<Integer> PROVE_NOTHING = List.of(404, 405);

    @Test
    void redeemAll_always_isNotSupported() {
        assertThat(failureCode(port.redeemAll(List.of(attempt(COUPON))))).isEqualTo(FailureCode.NOT_SUPPORTED);

        assertThat(server.requests()).isEmpty();
    }

    @Test
    void send_applicationNamed_saysSoBehindTheLibrary() {
        server.answers(200, redemption(COUPON));

        await(use(options().applicationName("acme-shop/2.1")).redeem(attempt(COUPON)));

        assertThat(server.requests())
                .singleElement()
                .satisfies(request -> assertThat(headers(request)).contains(AGENT + " acme-shop/2.1"));
    }

    private static List<String> headers(String request) {
        return request.substring(0, request.indexOf("\r\n\r\n"))
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)
                        + line.substring(line.indexOf(':')))
                .toList();
    }

    @Test
    void read_fromIssuer_sendsNoCache() {
        server.answers(200, "{\"count\":0,\"data\":[]}");

        await(port.history(COUPON, HistoryQuery.ALL_FROM_ISSUER));
        await(port.history(COUPON, HistoryQuery.ofTransaction(TransactionId.of("transa001"))));
        await(port.history(COUPON, HistoryQuery.ALL));
        failureCode(port.lookup(COUPON, Freshness.FROM_ISSUER));
        failureCode(port.lookup(COUPON, Freshness.CACHED_OK));
        failureCode(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER));
        failureCode(port.find(COUPON, REDEMPTION, Freshness.CACHED_OK));
        await(port.redeem(attempt(COUPON)));

        assertThat(server.requests().stream()
                        .map(request -> request.toLowerCase(Locale.ROOT).contains("\r\ncache-control: no-cache\r\n")))
                .containsExactly(true, true, false, true, false, true, false, false);
    }
}
