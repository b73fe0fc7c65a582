package io.redemption.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.wire.ErrorBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile request lines and headers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileHeadsTest {
    private static final String REDEMPTIONS = "/coupons/" + Sandbox.COUPON + "/redemptions";

    @AutoClose
    private final Sandbox sandbox = Sandbox.open();

    @AfterEach
    void stillServing() {
        assertThat(sandbox.get("/health").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "GET\r\n\r\n",
                "GET /health\r\n\r\n",
                "GET /he alth HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /he\u0000alth HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /health HTTP/1.1\nHost: x\n\n",
                "GET /health HTTP/1.1\r\nHost: x\nX: y\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nBad Name: y\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nname: y\r\nno colon\r\n\r\n",
                "\u0001GET /health HTTP/1.1\r\nHost: x\r\n\r\n",
                // Two ways to say where the body ends.
                "POST /coupons HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /coupons HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
                "POST /coupons HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 5\r\n\r\nabcde",
                "POST /coupons HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\nabcde",
                "POST /coupons HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\nabcde",
                "POST /coupons HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n 5\r\n\r\nabcde",
                "POST /coupons HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "POST /coupons HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST /coupons HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "POST /coupons HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
                        + "chunked\r\n\r\n0\r\n\r\n",
                "POST /coupons HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void head_malformedOrAmbiguous_is400AndCloses(String head) {
        RawAnswer answer = sandbox.raw((head + "GET /health HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(ISO_8859_1));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("Content-Type")).contains("application/json");
        assertThat(answer.body()).contains("\"code\":\"malformed_request\"").doesNotContain("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nAuthorization: x\r\nAuthorization: y\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n"
            })
    void head_missingOrDoubleField_is400(String head) {
        RawAnswer answer = sandbox.raw(
                head.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"malformed_header\"");
    }

    @Test
    void line_tooLong_is414() {
        assertThat(sandbox.get("/" + "a".repeat(5000)).status()).isEqualTo(414);
    }

    @Test
    void headers_tooLarge_is431() {
        RawAnswer answer = sandbox.send("GET", "/health", "", "X: " + "a".repeat(9000));

        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.body()).contains("\"code\":\"headers_too_large\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/coupons/../gift-cards",
                "/coupons/%2e%2e/redemptions",
                "/coupons/a%00b/redemptions",
                "/coupons/a%0d%0ab/redemptions",
                "/coupons/%zz/redemptions",
                "/coupons/%252e/redemptions",
                "/coupons/a;b/redemptions",
                "/coupons/a\\b/redemptions",
                "/coupons/a#b",
                "*",
                "relative"
            })
    void path_malformed_is400(String path) {
        RawAnswer answer = sandbox.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"malformed_path\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/coupons/a%2Fb/redemptions",
                "/coupons/",
                "/coupons//redemptions",
                "/coupons/a/redemptions/b/c",
                "/health/"
            })
    void path_unknown_is404(String path) {
        RawAnswer answer = sandbox.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("\"code\":\"unknown_path\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_id=%20", "user_id=%C2%A0", "code=A&user_id=+", "%75ser_id=%09"})
    void query_malformed_is400(String query) {
        RawAnswer answer = sandbox.get("/validate?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(ErrorBody.read(answer.body().getBytes(UTF_8)).code()).isEqualTo("malformed_request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT|/coupons/a/redemptions|GET, HEAD, POST",
                "PATCH|/coupons/a/redemptions/b|DELETE, GET, HEAD",
                "DELETE|/coupons/a|GET, HEAD",
                "TRACE|/coupons|GET, HEAD, POST",
                "OPTIONS|/validate|GET, HEAD",
                "BREW|/verifycredentials|GET, HEAD",
                "POST|/health|GET, HEAD"
            })
    void method_wrong_is405WithAllow(String method, String path, String allowed) {
        RawAnswer answer = sandbox.send(method, path, "", Sandbox.SHOP);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.field("Allow")).contains(allowed);
    }

    @Test
    void method_connect_isRefused() {
        assertThat(sandbox.send("CONNECT", "sandbox:80", "").status()).isEqualTo(400);
    }

    @Test
    void any_error_isJson() {
        for (RawAnswer answer : new RawAnswer[] {
            sandbox.get("/nothing"), sandbox.get("/coupons/.."), sandbox.send("GET", REDEMPTIONS, "")
        }) {
            assertThat(answer.field("Content-Type")).contains("application/json");
            assertThat(ErrorBody.read(answer.body().getBytes(UTF_8)).code()).isNotNull();
        }
    }
}
