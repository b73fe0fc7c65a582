package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** With {@code strictVauchar} there are no extensions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrictModeTest {
    private static final String CARD = "/gift-cards/" + Sandbox.GIFT_CARD + "/redemptions";

    private Sandbox sandbox;

    @BeforeAll
    void open() {
        sandbox = Sandbox.open(options -> options.strictVauchar(true));
    }

    @AfterAll
    void close() {
        sandbox.close();
    }

    @Test
    void ownResources_strict_areNotThere() {
        assertThat(sandbox.get("/health").status()).isEqualTo(404);
        assertThat(sandbox.get("/openapi.json").status()).isEqualTo(404);
        assertThat(sandbox.post("/coupons", "{\"coupon_code\":\"A\",\"value\":1}")
                        .status())
                .isEqualTo(405);
    }

    @Test
    void create_sameKeyTwice_isRedeemedTwiceWithoutOurHeaders() {
        RawAnswer first = sandbox.post(CARD, "{\"value_used\":1}", "Idempotency-Key: k");
        RawAnswer second = sandbox.post(CARD, "{\"value_used\":1}", "Idempotency-Key: k");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isNotEqualTo(first.body());
        assertThat(first.field("Idempotency-Status")).isEmpty();
    }

    @Test
    void refusals_strict_haveNoExtensions() {
        RawAnswer refused = sandbox.post(CARD, "{\"value_used\":601}");
        RawAnswer invalid = sandbox.get("/gift-cards/" + Sandbox.GIFT_CARD + "/validate?value_used=601");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field("Redemption-Executed")).isEmpty();
        assertThat(refused.body()).doesNotContain("violations");
        assertThat(invalid.body()).contains("\"status\":1005").doesNotContain("violations");
    }
}
