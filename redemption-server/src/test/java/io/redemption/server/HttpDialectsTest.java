package io.redemption.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rare requests that HTTP allows, and similar ones that it does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpDialectsTest {
    private static final String CARD = "/gift-cards/" + Sandbox.GIFT_CARD;
    private static final String SPEND = "{\"value_used\":\"1.00\"}";
    private static final String CHUNKED = "14\r\n" + SPEND.substring(0, 20) + "\r\n1\r\n}\r\n0\r\n\r\n";

    @AutoClose
    private final Sandbox sandbox = Sandbox.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xyz, chunked",
                "gzip, chunked",
                "GZIP,chunked",
                "identity, chunked",
                "chunked;q=1, chunked",
                "deflate\r\nTransfer-Encoding: chunked"
            })
    void create_unknownTransferCoding_is501AndRedeemsNothing(String coding) {
        String before = sandbox.get(CARD).body();

        RawAnswer answer = raw(post("Transfer-Encoding: " + coding) + CHUNKED);

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.body()).contains("\"code\":\"unsupported_transfer_coding\"");
        assertThat(answer.field("Redemption-Executed")).contains("no");
        assertThat(answer.field("Connection")).contains("close");
        assertThat(sandbox.get(CARD).body()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "Chunked", "CHUNKED", " chunked , "})
    void create_chunked_redeems(String coding) {
        assertThat(raw(post("Transfer-Encoding: " + coding) + CHUNKED).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", "", "identity, identity"})
    void create_identityEncoding_redeems(String coding) {
        assertThat(sandbox.post(CARD + "/redemptions", SPEND, "Content-Encoding: " + coding)
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity, gzip", "br", "x-identity"})
    void create_otherEncoding_is415(String coding) {
        assertThat(sandbox.post(CARD + "/redemptions", SPEND, "Content-Encoding: " + coding)
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/",
                "/openapi.json",
                "/coupons",
                CARD,
                CARD + "/redemptions",
                "/validate?code=AMAZING",
                CARD + "/validate?value_used=9999",
                "/verifycredentials",
                "/nothing",
                "/coupons/nobody"
            })
    void head_anyPath_isAnsweredAsGetWithoutItsBody(String path) {
        RawAnswer get = sandbox.get(path);

        RawAnswer head = sandbox.send("HEAD", path, "", Sandbox.SHOP);

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        assertThat(head.field("Content-Length"))
                .contains(Integer.toString(get.body().length()));
        assertThat(head.field("Content-Type")).isEqualTo(get.field("Content-Type"));
    }

    @Test
    void head_withoutCredentials_is401AsGetIs() {
        assertThat(sandbox.send("HEAD", "/coupons", "").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.2", "HTTP/1.3", "HTTP/1.9"})
    void create_laterMinorVersion_isReadAs11(String version) {
        String request = Sandbox.request("POST", CARD + "/redemptions", SPEND, Sandbox.SHOP);

        RawAnswer answer = raw(request.replace("HTTP/1.1", version));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(raw("GET /health " + version + "\r\nConnection: close\r\n\r\n")
                        .body())
                .contains("malformed_header");
    }

    @Test
    void get_laterMinorVersion_keepsTheConnectionForTheNext() {
        String first = "GET /health HTTP/1.2\r\nHost: x\r\n\r\n";

        RawAnswer answers = raw(first + Sandbox.request("GET", "/health", ""));

        assertThat(answers.status()).isEqualTo(200);
        assertThat(answers.body()).contains("HTTP/1.1 200 OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "POST /coupons HTTP/2.0\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
                "GET /health HTTP/3.0\r\nHost: x\r\n\r\n",
                "GET /health HTTP/0.9\r\nHost: x\r\n\r\n"
            })
    void any_otherMajorVersion_is505InJson(String request) {
        RawAnswer answer = raw(request);

        assertThat(answer.status()).isEqualTo(505);
        assertThat(answer.field("Content-Type")).contains("application/json");
        assertThat(answer.body()).contains("\"code\":\"unsupported_version\"");
    }

    private static String post(String field) {
        return "POST " + CARD + "/redemptions HTTP/1.1\r\nHost: sandbox\r\n" + Sandbox.SHOP + "\r\n" + field
                + "\r\nConnection: close\r\n\r\n";
    }

    private RawAnswer raw(String bytes) {
        return sandbox.raw(bytes.getBytes(ISO_8859_1));
    }
}
