package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Freshness;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The upstream reads of a gateway: lists pass through, a validation is one request, caches obey directives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayReadsTest {
    private GatewayPair pair;

    @BeforeAll
    void open() {
        pair = new GatewayPair(options -> options);
    }

    @AfterAll
    void close() {
        pair.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/coupons", "/vouchers", "/gift-cards"})
    void list_any_passesThrough(String path) {
        pair.asked();

        RawAnswer answer = pair.gateway().get(path);

        assertThat(answer.status()).isEqualTo(200);
        String ofUpstream = pair.upstream().get(path).body();
        assertThat(answer.body())
                .isEqualTo(ofUpstream.replace(
                        pair.upstream().base().toString(), pair.gateway().base().toString()));
        assertThat(pair.asked()).containsExactly("GET " + path);
    }

    @Test
    void list_filtered_isThatOneAndAnEmptyFilterAsksNobody() {
        assertThat(pair.gateway().get("/vouchers?voucher_code=4D7DF0A1B2C3D").body())
                .contains("\"count\":1", Sandbox.VOUCHER);
        pair.asked();

        assertThat(pair.gateway().get("/vouchers?voucher_code=").body()).contains("\"count\":0,\"data\":[]");

        assertThat(pair.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/coupons,500",
        "/vouchers,503",
        "/gift-cards,502",
        "/validate?code=AMAZING&user_id=7,503",
        "/gift-cards/validate?gift_card_code=GIFT4D7DF12345678,500"
    })
    void catalogue_upstreamFailsOnce_isAskedAgain(String path, int status) {
        pair.asked();
        pair.answersNext(status);

        RawAnswer answer = pair.gateway().get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(pair.asked()).containsExactly("GET " + path, "GET " + path);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 422})
    void list_upstreamRefuses_isNotAskedAgain(int status) {
        pair.asked();
        pair.answersNext(status);

        RawAnswer answer = pair.gateway().get("/coupons");

        assertThat(answer.status()).isGreaterThanOrEqualTo(500);
        assertThat(pair.asked()).containsExactly("GET /coupons");
    }

    @Test
    void tag_ofUpstream_isToldWhereverTheRedeemableIs() {
        String created = pair.upstream()
                .post(
                        "/vouchers",
                        "{\"count\":1,\"value\":5,\"value_unit\":\"value\",\"currency\":\"USD\",\"tag\":\"spring\"}")
                .body();
        String id = created.replaceFirst("(?s).*\"id\":\"([^\"]+)\".*", "$1");
        String code = created.replaceFirst("(?s).*\"voucher_code\":\"([^\"]+)\".*", "$1");

        for (String path : List.of(
                "/vouchers",
                "/vouchers/" + id,
                "/vouchers?voucher_code=" + code,
                "/validate?code=" + code,
                "/vouchers/validate?voucher_code=" + code)) {
            assertThat(pair.gateway().get(path).body()).as(path).contains("\"tag\":\"spring\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/validate?code=AMAZING&user_id=7,200",
        "/validate?code=4D7DF0A1B2C3D,200",
        "/validate?code=NOBODY,404",
        "/coupons/validate?coupon_code=AMAZING&user_id=7&transaction_value=10.00,200",
        "/vouchers/validate?voucher_code=4D7DF0A1B2C3D,200",
        "/vouchers/validate?voucher_code=AMAZING,404",
        "/gift-cards/validate?gift_card_code=GIFT4D7DF12345678&value_used=600.00,200",
        "/gift-cards/validate?gift_card_code=GIFT4D7DF12345678&value_used=600.01,400",
        "/gift-cards/" + Sandbox.GIFT_CARD + "/validate?value_used=5.00,200",
        "/coupons/" + Sandbox.COUPON + "/validate?user_id=7,200",
        "/coupons/nobody/validate?user_id=7,404"
    })
    void validate_any_isOneQuestionUpstream(String path, int status) {
        pair.asked();

        RawAnswer answer = pair.gateway().get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(pair.asked()).containsExactly("GET " + path);
        assertThat(answer.body())
                .isEqualTo(pair.upstream()
                        .get(path)
                        .body()
                        .replace(
                                pair.upstream().base().toString(),
                                pair.gateway().base().toString()));
    }

    @Test
    void issue_any_staysNotSupported() {
        RawAnswer answer =
                pair.gateway().post("/gift-cards", "{\"value\":1,\"currency\":\"USD\"}", "Idempotency-Key: k");

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.field("Redemption-Executed")).contains("no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/coupons", "/nothing", "/", "/coupons/nobody"})
    void any_answer_saysThatThisIsAGateway(String path) {
        assertThat(pair.gateway().get(path).field("Redemption-Gateway")).contains("1");
        assertThat(pair.gateway().send("GET", path, "").field("Redemption-Gateway"))
                .contains("1");
        assertThat(pair.upstream().get(path).field("Redemption-Gateway")).isEmpty();
    }

    @Test
    void any_answerOfAStrictGateway_doesNotSaySo() {
        try (GatewayPair strict = new GatewayPair(options -> options.strictVauchar(true))) {
            assertThat(strict.gateway().get("/coupons").field("Redemption-Gateway"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-cache",
                "No-Cache",
                "no-store",
                "max-age=0",
                "max-age=30",
                "max-age=\"0\"",
                "max-age",
                "max-age=x",
                "max-age=-1",
                "max-stale=5, no-cache",
                "foo, max-age = 0",
                "min-fresh=10",
                "no-cache=\"x\""
            })
    void freshness_whatTheCacheMayNotServe_isAskedFromTheIssuer(String field) {
        assertThat(CacheDirectives.freshness(List.of(field), List.of())).isEqualTo(Freshness.FROM_ISSUER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "max-age=86400",
                "max-age=99999999999999999999",
                "max-stale",
                "max-stale=0",
                "no-transform",
                "only-if-cached",
                "x-no-cache",
                "no-caches",
                "private",
                ", ,"
            })
    void freshness_otherwise_mayComeFromTheCache(String field) {
        assertThat(CacheDirectives.freshness(List.of(field), List.of("no-cache")))
                .isEqualTo(Freshness.CACHED_OK);
    }

    @Test
    void freshness_pragma_countsAlone() {
        assertThat(CacheDirectives.freshness(List.of(), List.of("no-cache"))).isEqualTo(Freshness.FROM_ISSUER);
        assertThat(CacheDirectives.freshness(List.of(), List.of("x"))).isEqualTo(Freshness.CACHED_OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cache-Control: max-age=0", "Cache-Control: no-store", "Pragma: no-cache"})
    void get_directive_reachesTheIssuer(String field) {
        String path = "/coupons/" + Sandbox.COUPON;
        pair.gateway().get(path);
        pair.gateway().get(path);
        pair.asked();

        pair.gateway().get(path);
        List<String> cached = pair.asked();
        pair.gateway().send("GET", path, "", Sandbox.SHOP, field);

        assertThat(cached).isEmpty();
        assertThat(pair.asked()).containsExactly("GET " + path);
    }
}
