package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redemptions with an idempotency key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {
    private static final String CARD = "/gift-cards/" + Sandbox.GIFT_CARD;
    private static final String SPEND = "{\"value_used\":\"1.00\"}";

    @AutoClose
    private final Sandbox sandbox = Sandbox.open();

    @Test
    void create_sameKeySameContent_getsTheSameAnswerAndSpendsOnce() {
        RawAnswer first = sandbox.post(CARD + "/redemptions", SPEND, "Idempotency-Key: k1");
        String balance = sandbox.get(CARD).body();

        RawAnswer again = sandbox.post(CARD + "/redemptions", SPEND, "Idempotency-Key: \"k1\"");

        assertThat(first.field("Idempotency-Status")).contains("honoured");
        assertThat(again.field("Idempotency-Status")).contains("replayed");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(sandbox.get(CARD).body()).isEqualTo(balance);
    }

    @Test
    void create_sameKeyOtherContent_isRefusedAndChangesNothing() {
        sandbox.post(CARD + "/redemptions", SPEND, "Idempotency-Key: k2");
        String balance = sandbox.get(CARD).body();

        RawAnswer other = sandbox.post(CARD + "/redemptions", "{\"value_used\":\"1.01\"}", "Idempotency-Key: k2");

        assertThat(other.status()).isEqualTo(400);
        assertThat(other.body()).contains("{\"code\":\"attempt_reused\"");
        assertThat(other.field("Redemption-Executed")).contains("no");
        assertThat(sandbox.get(CARD).body()).isEqualTo(balance);
    }

    @Test
    void create_sameKeyAfterItsRedemptionWasTakenBack_isRefusedAndChangesNothing() {
        RawAnswer first = sandbox.post(CARD + "/redemptions", SPEND, "Idempotency-Key: k3");
        sandbox.delete(CARD + "/redemptions/" + first.body().replaceAll(".*\"id\":\"(res-[^\"]+)\".*", "$1"));
        String balance = sandbox.get(CARD).body();

        RawAnswer again = sandbox.post(CARD + "/redemptions", SPEND, "Idempotency-Key: k3");

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).contains("{\"code\":\"attempt_reversed\"");
        assertThat(sandbox.get(CARD).body()).isEqualTo(balance);
    }

    @Test
    void create_sameKeyWithOtherContactData_isReplayed() {
        RawAnswer first = sandbox.post(
                CARD + "/redemptions",
                "{\"value_used\":\"1.00\",\"user_email\":\"Anna@Shop.example\"}",
                "Idempotency-Key: k4");

        RawAnswer again = sandbox.post(
                CARD + "/redemptions",
                "{\"value_used\":\"1.00\",\"user_email\":\"anna@shop.example\"}",
                "Idempotency-Key: k4");

        assertThat(again.field("Idempotency-Status")).contains("replayed");
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void create_withoutKey_spendsEachTime() {
        RawAnswer first = sandbox.post(CARD + "/redemptions", SPEND);
        RawAnswer second = sandbox.post(CARD + "/redemptions", SPEND);

        assertThat(second.body()).isNotEqualTo(first.body());
        assertThat(first.field("Idempotency-Status")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "with space", "\"half", "back\\slash", "caf\u00e9"})
    void create_malformedKey_isRefused(String key) {
        RawAnswer answer = sandbox.post(CARD + "/redemptions", SPEND, "Idempotency-Key: " + key);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"malformed_header\"");
    }

    @Test
    void create_longKeyOrTwo_isRefused() {
        assertThat(sandbox.post(CARD + "/redemptions", SPEND, "Idempotency-Key: " + "k".repeat(64))
                        .status())
                .isEqualTo(201);
        assertThat(sandbox.post(CARD + "/redemptions", SPEND, "Idempotency-Key: " + "k".repeat(65))
                        .status())
                .isEqualTo(400);
        assertThat(sandbox.post(CARD + "/redemptions", SPEND, "Idempotency-Key: a", "Idempotency-Key: b")
                        .status())
                .isEqualTo(400);
    }
}
