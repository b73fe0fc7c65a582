package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Credentials that are accepted, and isolation of merchants. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialsTest {
    private static final String CARDS = "/gift-cards/" + Sandbox.GIFT_CARD;

    @AutoClose
    private final Sandbox sandbox = Sandbox.open();

    @Test
    void any_badCredentials_getTheSame401ForEveryCause() {
        List<RawAnswer> answers = Stream.of(
                        new String[] {},
                        new String[] {"Authorization: " + Sandbox.basic("shop", "wrong")},
                        new String[] {"Authorization: " + Sandbox.basic("stranger", Sandbox.KEY)},
                        new String[] {"Authorization: Basic ###"},
                        new String[] {"Authorization: Bearer x"})
                .map(fields -> sandbox.send("GET", CARDS + "/redemptions", "", fields))
                .toList();

        assertThat(answers).extracting(RawAnswer::status).containsOnly(401);
        assertThat(answers)
                .extracting(RawAnswer::body)
                .containsOnly(answers.get(0).body());
        assertThat(answers)
                .extracting(answer -> answer.field("WWW-Authenticate").orElse(""))
                .allMatch(field -> field.startsWith("Basic realm="));
    }

    @Test
    void verifyCredentials_wrongKey_is401() {
        RawAnswer answer =
                sandbox.send("GET", "/verifycredentials", "", "Authorization: " + Sandbox.basic("shop", "wrong"));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void every_objectOfAnotherMerchant_isNotFound() {
        String created =
                sandbox.post(CARDS + "/redemptions", "{\"value_used\":1}").body();
        String id = created.replaceAll(".*\"id\":\"(res-[^\"]+)\".*", "$1");
        String one = CARDS + "/redemptions/" + id;

        assertThat(List.of(
                        sandbox.send("GET", CARDS, "", Sandbox.OTHER),
                        sandbox.send("GET", CARDS + "/redemptions", "", Sandbox.OTHER),
                        sandbox.send("POST", CARDS + "/redemptions", "{\"value_used\":1}", Sandbox.OTHER),
                        sandbox.send("GET", one, "", Sandbox.OTHER),
                        sandbox.send("DELETE", one, "", Sandbox.OTHER),
                        sandbox.send("GET", CARDS + "/validate?value_used=1", "", Sandbox.OTHER),
                        sandbox.send("GET", "/validate?code=GIFT4D7DF12345678", "", Sandbox.OTHER)))
                .extracting(RawAnswer::status)
                .containsOnly(404);
        assertThat(sandbox.send("GET", "/gift-cards", "", Sandbox.OTHER).body()).contains("\"data\":[]");
        assertThat(sandbox.get(one).status()).isEqualTo(200);
    }

    @Test
    void idempotencyKey_usedByTwoMerchants_belongsToEachOfThem() {
        String path = "/coupons/" + Sandbox.COUPON + "/redemptions";

        RawAnswer mine = sandbox.post(path, "{\"user_id\":\"1\"}", "Idempotency-Key: shared");
        RawAnswer theirs = sandbox.send("POST", path, "{\"user_id\":\"2\"}", Sandbox.OTHER, "Idempotency-Key: shared");

        assertThat(mine.status()).isEqualTo(200);
        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.body()).contains("{\"code\":\"unknown_redeemable\"");
    }
}
