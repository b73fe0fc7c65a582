package io.redemption.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.wire.ErrorBody;
import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile bodies: each gets an error in our shape, changes nothing, and does not stop the server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileBodiesTest {
    private static final String CARD = "/gift-cards/" + Sandbox.GIFT_CARD;
    private static final String GOOD = "{\"user_id\":\"1\",\"value_used\":\"1.00\"}";

    private Sandbox sandbox;
    private String untouched;

    @BeforeAll
    void open() {
        sandbox = Sandbox.open();
        untouched = sandbox.get(CARD).body();
    }

    @AfterEach
    void stillServing() {
        assertThat(sandbox.get("/health").status()).isEqualTo(200);
        assertThat(sandbox.get(CARD).body()).isEqualTo(untouched);
    }

    @AfterAll
    void close() {
        sandbox.close();
    }

    static Stream<String> unreadable() {
        return Stream.of(
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "1",
                "<html>",
                GOOD + GOOD,
                GOOD + "x",
                "/* comment */" + GOOD,
                "{\"value_used\":1,\"value_used\":2}",
                "{'value_used':1}",
                "{\"value_used\":1e9999999}",
                "{\"value_used\":\"1e2 \"}",
                "{\"value_used\":" + "9".repeat(1000) + "}",
                "{\"value_used\":NaN}",
                "{\"value_used\":0x10}",
                "{\"value_used\":+1}",
                "{\"value_used\":-1}",
                "{\"value_used\":\"\uFF11\"}",
                "{\"value_used\":[1]}",
                "{\"value_used\":{\"a\":1}}",
                "{\"value_used\":true}",
                "{\"value_used\":1,\"user_id\":{}}",
                "{\"value_used\":1,\"user_id\":\"\\ud800\"}",
                "{\"value_used\":1,\"user_id\":\"" + "u".repeat(5000) + "\"}",
                "[".repeat(5000));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void create_unreadableBody_is400(String body) {
        RawAnswer answer = sandbox.post(CARD + "/redemptions", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("Redemption-Executed")).contains("no");
        assertThat(ErrorBody.read(answer.body().getBytes(UTF_8)).code()).isEqualTo("malformed_request");
    }

    static Stream<String> refused() {
        return Stream.of(
                "{}",
                "{\"value_used\":0}",
                "{\"value_used\":\"\"}",
                "{\"value_used\":1.001}",
                "{\"value_used\":1,\"user_id\":\"a\\u0000b\"}",
                "{\"value_used\":1,\"user_email\":\"a\\u202Eb\"}");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void create_readableButWrong_is400WithViolations(String body) {
        RawAnswer answer = sandbox.post(CARD + "/redemptions", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(ErrorBody.read(answer.body().getBytes(UTF_8)).violations()).isNotEmpty();
    }

    @Test
    void create_bodyCutAtEveryByte_is400() {
        for (int cut = 0; cut < GOOD.length(); cut++) {
            RawAnswer answer = sandbox.post(CARD + "/redemptions", GOOD.substring(0, cut));

            assertThat(answer.status()).as("cut at " + cut).isEqualTo(400);
        }
    }

    @Test
    void create_brokenUtf8_is400() {
        byte[] head = Sandbox.request("POST", CARD + "/redemptions", "", Sandbox.SHOP, "Content-Length: 15")
                .getBytes(UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head);
        bytes.writeBytes("{\"user_id\":\"\u00c3\"}".getBytes(ISO_8859_1));

        assertThat(sandbox.raw(bytes.toByteArray()).status()).isEqualTo(400);
    }

    @Test
    void create_bodyAtTheLimit_isReadAndAboveIs413() {
        String padding = " ".repeat(HttpLimits.MAX_BODY_BYTES - 2);

        RawAnswer atLimit = sandbox.post(CARD + "/redemptions", "{" + padding + "}");
        RawAnswer above = sandbox.post(CARD + "/redemptions", "{ " + padding + "}");

        assertThat(atLimit.body()).contains("value_required");
        assertThat(above.status()).isEqualTo(413);
        assertThat(above.body()).contains("\"code\":\"body_too_large\"");
    }

    @Test
    void create_endlessChunks_is413() {
        String head = Sandbox.request("POST", CARD + "/redemptions", "", Sandbox.SHOP, "Transfer-Encoding: chunked");
        String chunk = "1000\r\n" + " ".repeat(4096) + "\r\n";

        RawAnswer answer = sandbox.raw((head + chunk.repeat(40)).getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void create_hugeAnnouncedLength_is413BeforeAnyByte() {
        for (String length : new String[] {"65537", "9223372036854775807", "99999999999999999999"}) {
            RawAnswer answer =
                    sandbox.send("POST", CARD + "/redemptions", "", Sandbox.SHOP, "Content-Length: " + length);

            assertThat(answer.status()).as(length).isIn(413, 400);
        }
    }

    @Test
    void create_brokenChunk_is400() {
        String head = Sandbox.request("POST", CARD + "/redemptions", "", Sandbox.SHOP, "Transfer-Encoding: chunked");

        RawAnswer answer = sandbox.raw((head + "zz\r\n" + GOOD + "\r\n0\r\n\r\n").getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"malformed_request\"");
    }

    @Test
    void create_encodedBody_is415() {
        RawAnswer answer = sandbox.post(CARD + "/redemptions", GOOD, "Content-Encoding: gzip");

        assertThat(answer.status()).isEqualTo(415);
    }
}
