package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.vauchar.com, https://api.vauchar.com:443",
        "https://api.vauchar.com/, https://api.vauchar.com:443",
        "HTTPS://API.Vauchar.COM:8443/v1/, https://api.vauchar.com:8443/v1",
        "https://gateway.example/a.b/c-d_e~f, https://gateway.example:443/a.b/c-d_e~f",
        "http://localhost:8080, http://localhost:8080",
        "http://127.8.9.10, http://127.8.9.10:80",
        "http://[::1]:8080/x, http://[::1]:8080/x",
        "https://xn--bcher-kva.example, https://xn--bcher-kva.example:443",
    })
    void parse_plainBaseUri_isRebuiltFromItsParts(String text, String expected) {
        assertThat(Origin.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.vauchar.com",
                "//api.vauchar.com",
                "ftp://api.vauchar.com",
                "file:///etc/passwd",
                "https:",
                "https:api.vauchar.com",
                "https://",
                "https:///path",
                "https://api.vauchar.com@canary.example",
                "https://canary-user:canary-key@api.vauchar.com",
                "https://@api.vauchar.com",
                "https://api.vauchar.com%40canary.example",
                "https://api.vauchar.com\\@canary.example",
                "https://api.vauchar.com.",
                "https://.api.vauchar.com",
                "https://api..vauchar.com",
                "https://-api.vauchar.com",
                "https://api_x.vauchar.com",
                "https://b\u00fccher.example",
                "https://\uff41pi.example",
                "https://api.vauchar.com:",
                "https://api.vauchar.com:0",
                "https://api.vauchar.com:65536",
                "https://api.vauchar.com:-1",
                "https://api.vauchar.com:443:443",
                "https://0177.0.0.1",
                "https://0x7f.0.0.1",
                "https://0x7f000001",
                "https://2130706433",
                "https://127.1",
                "https://127.0.0.256",
                "https://[fe80::1%25eth0]",
                "https://[::1",
                "https://[v1.x]",
                "https://api.vauchar.com?key=canary",
                "https://api.vauchar.com/?",
                "https://api.vauchar.com#canary",
                "https://api.vauchar.com/a/../b",
                "https://api.vauchar.com/./b",
                "https://api.vauchar.com/..",
                "https://api.vauchar.com/%2e%2e/b",
                "https://api.vauchar.com//b",
                "https://api.vauchar.com/b//",
                "https://api.vauchar.com/b;c",
                "https://api.vauchar.com/a b",
                " https://api.vauchar.com",
                "https://api.vauchar.com\r\nX: y",
                "https://api.vauchar.com/\u0000",
            })
    void parse_anythingElse_isRefusedWithoutQuotingSecrets(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Origin.parse(text))
                .withMessageStartingWith("base URI")
                .withMessageNotContaining("canary");
    }

    @Test
    void isLoopback_byNameOrAddress_neverByLooks() {
        assertThat(Origin.parse("http://127.0.0.1").isLoopback()).isTrue();
        assertThat(Origin.parse("http://LOCALHOST").isLoopback()).isTrue();
        assertThat(Origin.parse("http://[::1]").isLoopback()).isTrue();
        assertThat(Origin.parse("http://127.0.0.1.example").isLoopback()).isFalse();
        assertThat(Origin.parse("http://localhost.example").isLoopback()).isFalse();
        assertThat(Origin.parse("http://10.0.0.1").isLoopback()).isFalse();
    }

    @Test
    void target_withPrefix_isPrefixAndPath() {
        assertThat(Origin.parse("https://gateway.example/v1/").target("/coupons"))
                .isEqualTo("/v1/coupons");
    }
}
