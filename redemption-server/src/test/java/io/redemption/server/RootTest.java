package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The base URI, opened in a browser, describes the server. */
class RootTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/?x=y", "http://sandbox", "http://sandbox/", "http://sandbox?x"})
    void root_withoutCredentials_saysWhatThisIs(String target) {
        try (Sandbox sandbox = Sandbox.open()) {
            RawAnswer answer = sandbox.send("GET", target, "", "Accept: text/html,*/*;q=0.8");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("\"openapi\":\"" + sandbox.base() + "/openapi.json\"", "/health");
        }
    }

    @Test
    void root_otherMethodOrStrict_isRefused() {
        try (Sandbox sandbox = Sandbox.open();
                Sandbox strict = Sandbox.open(options -> options.strictVauchar(true))) {
            assertThat(sandbox.send("POST", "/", "{}").status()).isEqualTo(405);
            assertThat(strict.get("/").status()).isEqualTo(404);
        }
    }
}
