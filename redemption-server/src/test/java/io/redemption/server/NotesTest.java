package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes on a voucher or gift card are in each answer with that voucher or card. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotesTest {
    private static final String METADATA =
            "{\"from_name\":\"Ann\",\"to_email\":\"bob@example.com\",\"message\":\"h\u00e9llo \\\"you\\\"\","
                    + "\"n\":1.50,\"a\":[{\"id\":\"x\",\"tag\":1}]}";

    @AutoClose
    private final Sandbox sandbox = Sandbox.open();

    @Test
    void giftCard_tagAndMetadata_areToldEverywhere() {
        RawAnswer issued = sandbox.post(
                "/gift-cards", "{\"value\":10,\"currency\":\"USD\",\"tag\":\"spring\",\"metadata\":" + METADATA + "}");
        String path = "/gift-cards/" + id(issued);
        String code = issued.body().replaceAll(".*\"gift_card_code\":\"([^\"]+)\".*", "$1");

        assertThat(issued.status()).isEqualTo(201);
        for (String body : new String[] {
            issued.body(),
            sandbox.get(path).body(),
            sandbox.get("/gift-cards").body(),
            sandbox.get("/gift-cards?gift_card_code=" + code).body(),
            sandbox.get(path + "/validate?value_used=1").body(),
            sandbox.get(path + "/validate?value_used=99").body(),
            sandbox.get("/validate?code=" + code).body()
        }) {
            assertThat(body).contains("\"tag\":\"spring\"", "\"metadata\":" + METADATA);
        }
        assertThat(sandbox.get("/gift-cards/" + Sandbox.GIFT_CARD).body()).contains("\"tag\":\"\"", "\"metadata\":{}");
    }

    @Test
    void vouchers_tag_isToldOfEachAndOfNoOther() {
        RawAnswer issued = sandbox.post(
                "/vouchers",
                "{\"count\":2,\"value\":5,\"value_unit\":\"value\",\"currency\":\"USD\",\"tag\":\"vip\","
                        + "\"metadata\":{\"a\":1}}");

        assertThat(issued.body().split("\"tag\":\"vip\"", -1)).hasSize(3);
        assertThat(issued.body()).doesNotContain("metadata");
        assertThat(sandbox.get("/vouchers").body().split("\"tag\":\"vip\"", -1)).hasSize(3);
        assertThat(sandbox.get("/vouchers/" + Sandbox.VOUCHER).body()).contains("\"tag\":\"\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"7|\"7\"", "null|\"\"", "\"\"|\"\"", "\"a\\\"b\"|\"a\\\"b\"", "\"\u00fc\"|\"\u00fc\""})
    void giftCard_anyTag_isToldAsText(String tag, String told) {
        assertThat(sandbox.post("/gift-cards", "{\"value\":10,\"currency\":\"USD\",\"tag\":" + tag + "}")
                        .body())
                .contains("\"tag\":" + told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "\"\"", "null"})
    void giftCard_emptyMetadata_isAnEmptyObject(String metadata) {
        assertThat(sandbox.post("/gift-cards", "{\"value\":10,\"currency\":\"USD\",\"metadata\":" + metadata + "}")
                        .body())
                .contains("\"metadata\":{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "\"text\"", "1", "true"})
    void giftCard_otherMetadata_isRefusedAndIssuesNothing(String metadata) {
        String before = sandbox.get("/gift-cards").body();

        RawAnswer answer =
                sandbox.post("/gift-cards", "{\"value\":10,\"currency\":\"USD\",\"metadata\":" + metadata + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("metadata: not readable, expected an object");
        assertThat(sandbox.get("/gift-cards").body()).isEqualTo(before);
    }

    @Test
    void note_textForm_tellsNothing() {
        assertThat(new Note("secret", "{\"a\":\"secret\"}")).hasToString("Note");
    }

    @Test
    void note_ofOneMerchant_isNotToldToAnother() {
        RawAnswer mine = sandbox.post("/gift-cards", "{\"value\":10,\"currency\":\"USD\",\"tag\":\"mine\"}");

        assertThat(mine.body()).contains("mine");
        assertThat(sandbox.send("GET", "/gift-cards", "", Sandbox.OTHER).body()).doesNotContain("mine");
    }

    private static String id(RawAnswer answer) {
        return answer.body().replaceAll(".*\"id\":\"(gift-[^\"]+)\".*", "$1");
    }
}
