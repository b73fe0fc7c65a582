package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issuing can be repeated under its key, and a batch is issued completely or not at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuingIdempotencyTest {
    private static final String CARD = "{\"value\":\"600\",\"currency\":\"USD\"}";
    private static final String VOUCHERS =
            "{\"count\":3,\"value\":50,\"value_unit\":\"percentage\",\"currency\":\"USD\",\"tag\":\"a\"}";

    @AutoClose
    private final Sandbox sandbox = Sandbox.open();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/gift-cards|" + CARD,
                "/vouchers|" + VOUCHERS,
                "/coupons|{\"coupon_code\":\"ONCE\",\"value\":1,\"value_unit\":\"value\"}"
            })
    void issue_sameKeySameContent_getsTheSameAnswerAndIssuesOnce(String path, String order) {
        RawAnswer first = sandbox.post(path, order, "Idempotency-Key: k1" + path.length());
        String listed = sandbox.get(path).body();

        RawAnswer again = sandbox.post(path, order + " ", "Idempotency-Key: \"k1" + path.length() + "\"");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.field("Idempotency-Status")).contains("honoured");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.field("Idempotency-Status")).contains("replayed");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(sandbox.get(path).body()).isEqualTo(listed);
    }

    @Test
    void issue_sameContentInOtherSpelling_isTheSame() {
        RawAnswer first = sandbox.post("/gift-cards", CARD, "Idempotency-Key: k2");

        RawAnswer again = sandbox.post(
                "/gift-cards", "{\"currency\":\"USD\",\"value\":600.0,\"tag\":null}", "Idempotency-Key: k2");

        assertThat(again.body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/gift-cards|{\"value\":\"601\",\"currency\":\"USD\"}",
                "/gift-cards|{\"value\":\"600\",\"currency\":\"EUR\"}",
                "/gift-cards|{\"value\":\"600\",\"currency\":\"USD\",\"tag\":\"x\"}",
                "/gift-cards|{\"value\":\"600\",\"currency\":\"USD\",\"metadata\":{\"from_name\":\"x\"}}",
                "/gift-cards|{\"value\":\"600\",\"currency\":\"USD\",\"active_status\":0}",
                "/vouchers|" + VOUCHERS,
                "/coupons|{\"coupon_code\":\"OTHER\",\"value\":1,\"value_unit\":\"value\"}"
            })
    void issue_sameKeyOtherContent_isRefusedAndIssuesNothing(String path, String order) {
        sandbox.post("/gift-cards", CARD, "Idempotency-Key: k3");
        String listed = sandbox.get(path).body();

        RawAnswer other = sandbox.post(path, order, "Idempotency-Key: k3");

        assertThat(other.status()).isEqualTo(400);
        assertThat(other.body()).contains("attempt_reused");
        assertThat(other.field("Redemption-Executed")).contains("no");
        assertThat(sandbox.get(path).body()).isEqualTo(listed);
    }

    @Test
    void issue_keyOfAnOrderThatWasRefused_isFreeAgain() {
        String order = "{\"coupon_code\":\"AMAZING\",\"value\":1,\"value_unit\":\"value\"}";

        RawAnswer taken = sandbox.post("/coupons", order, "Idempotency-Key: k4");
        RawAnswer other = sandbox.post("/coupons", order.replace("AMAZING", "FREE"), "Idempotency-Key: k4");

        assertThat(taken.body()).contains("code_taken");
        assertThat(taken.field("Idempotency-Status")).isEmpty();
        assertThat(other.status()).isEqualTo(201);
    }

    @Test
    void issue_withoutKeyOrWithOthers_issuesEachTime() {
        assertThat(List.of(
                        sandbox.post("/gift-cards", CARD).body(),
                        sandbox.post("/gift-cards", CARD).body(),
                        sandbox.post("/gift-cards", CARD, "Idempotency-Key: k5").body(),
                        sandbox.post("/gift-cards", CARD, "Idempotency-Key: k6").body(),
                        sandbox.send("POST", "/gift-cards", CARD, Sandbox.OTHER, "Idempotency-Key: k6")
                                .body()))
                .doesNotHaveDuplicates();
    }

    @Test
    void issue_malformedKey_isRefused() {
        assertThat(sandbox.post("/gift-cards", CARD, "Idempotency-Key: a b").status())
                .isEqualTo(400);
    }

    @Test
    void issue_strict_dropsTheKey() {
        try (Sandbox strict = Sandbox.open(options -> options.strictVauchar(true))) {
            RawAnswer first = strict.post("/gift-cards", CARD, "Idempotency-Key: k");
            RawAnswer second = strict.post("/gift-cards", CARD, "Idempotency-Key: k");

            assertThat(second.body()).isNotEqualTo(first.body());
            assertThat(first.field("Idempotency-Status")).isEmpty();
        }
    }

    @Test
    void issue_sameKeyAtTheSameTime_issuesOnce() {
        GatedIssuer issuer = new GatedIssuer();
        CompletableFuture<Void> gate = new CompletableFuture<>();
        AtomicInteger calls = new AtomicInteger();
        try (Sandbox gated = Sandbox.over(issuer, options -> options)) {
            issuer.onIssue = terms -> {
                calls.incrementAndGet();
                return gate.thenCompose(opened -> issuer.inMemory.issueAll(terms));
            };
            List<CompletableFuture<RawAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> gated.post("/gift-cards", CARD, "Idempotency-Key: k")));
            }
            gate.complete(null);

            assertThat(answers)
                    .extracting(answer -> Sandbox.await(answer).body())
                    .containsOnly(Sandbox.await(answers.get(0)).body());
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void issue_batchThatFailsInItsMiddle_issuesNothingAndCanBeRepeated() {
        GatedIssuer issuer = new GatedIssuer();
        try (Sandbox gated = Sandbox.over(issuer, options -> options)) {
            String before = gated.get("/vouchers").body();
            issuer.onIssue = terms -> CompletableFuture.failedStage(
                    new RedemptionException(FailureCode.NOT_REACHABLE, "the database is down"));

            RawAnswer failed = gated.post("/vouchers", VOUCHERS, "Idempotency-Key: k");
            String after = gated.get("/vouchers").body();
            issuer.onIssue = issuer.inMemory::issueAll;
            RawAnswer again = gated.post("/vouchers", VOUCHERS, "Idempotency-Key: k");

            assertThat(failed.status()).isEqualTo(503);
            assertThat(failed.field("Redemption-Executed")).contains("no");
            assertThat(after).isEqualTo(before);
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.body().split("vcr-", -1)).hasSizeGreaterThan(3);
        }
    }

    @Test
    void issue_outcomeNotKnown_isNotRepeatedUnderTheKey() {
        GatedIssuer issuer = new GatedIssuer();
        AtomicInteger calls = new AtomicInteger();
        try (Sandbox gated = Sandbox.over(issuer, options -> options)) {
            issuer.onIssue = terms -> {
                calls.incrementAndGet();
                return CompletableFuture.failedStage(new IllegalStateException("nobody knows"));
            };

            RawAnswer first = gated.post("/gift-cards", CARD, "Idempotency-Key: k");
            RawAnswer again = gated.post("/gift-cards", CARD, "Idempotency-Key: k");

            assertThat(first.status()).isEqualTo(500);
            assertThat(first.field("Redemption-Executed")).isEmpty();
            assertThat(again.status()).isEqualTo(500);
            assertThat(calls).hasValue(1);
        }
    }
}
