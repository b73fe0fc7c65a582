package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Code;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** No secret and no personal data in whatever a failure says; every value below carries the word canary. */
class SecretsTest extends Fixture {
    private static final RedeemableId CARD = RedeemableId.giftCard("gift-canary");

    static final List<String> TROUBLES = List.of(
            "",
            "canary",
            RawServer.response(200, "{\"canary\":"),
            RawServer.response(200, "{\"id\":\"canary canary\"}"),
            RawServer.response(200, "[canary]"),
            RawServer.response(302, "", "Location: http://canary.example/"),
            RawServer.response(400, "{\"error\":{\"code\":\"canary\",\"message\":\"canary\"}}"),
            RawServer.response(401, "canary", "WWW-Authenticate: canary"),
            RawServer.response(429, "canary", "Retry-After: canary"),
            RawServer.response(500, "canary"));

    @ParameterizedTest
    @FieldSource("TROUBLES")
    void failure_whateverTheIssuerSays_holdsNoSecret(String raw) {
        server.script((socket, request, number) -> socket.write(raw).onComplete(written -> socket.close()));

        List<CompletionStage<?>> calls = List.of(
                port.redeem(attempt(CARD)),
                port.reverse(reversal(CARD)),
                port.find(CARD, REDEMPTION, Freshness.FROM_ISSUER),
                port.history(CARD, HistoryQuery.ALL),
                port.lookup(CARD, Freshness.FROM_ISSUER),
                port.lookup(Code.of("canary-code")),
                port.validate(RedemptionRequest.builder(CARD)
                        .user("canary-user")
                        .value("1")
                        .build()));

        for (CompletionStage<?> call : calls) {
            // The id of the merchant is no secret: an operator has to know whose credentials are refused.
            assertThat(saidBy(call).replace("of merchant " + MERCHANT + ",", ""))
                    .doesNotContainIgnoringCase("canary");
        }
        assertThat(port.toString()).doesNotContain("canary");
    }

    private static String saidBy(CompletionStage<?> call) {
        try {
            return await(call).toString();
        } catch (RedemptionException e) {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text));
            return text.toString();
        }
    }

    @Test
    void listener_eachSend_isNotifiedOnceWithoutPersonalDataAndMayThrow() {
        List<TransportListener.Sent> told = new CopyOnWriteArrayList<>();
        use(options().listener(new TransportListener() {
            @Override
            public void sent(Sent event) {
                told.add(event);
                throw new IllegalStateException("a listener's own trouble");
            }
        }));
        server.answers(200, redemption(COUPON));

        await(port.redeem(attempt(COUPON)));

        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.call().operation()).isEqualTo(Operation.REDEEM);
            assertThat(event.call().kind()).isEqualTo(RedeemableKind.COUPON);
            assertThat(event.call().attempt()).isEqualTo(attempt(COUPON).id());
            assertThat(event.number()).isEqualTo(1);
        });
    }

    @Test
    void listener_nothingSent_isNotNotified() {
        List<TransportListener.Sent> told = new CopyOnWriteArrayList<>();
        int port = server.port();
        server.close();
        use(options("http://127.0.0.1:" + port).listener(new TransportListener() {
            @Override
            public void sent(Sent event) {
                told.add(event);
            }
        }));

        failureCode(this.port.redeem(attempt(COUPON)));

        assertThat(told).isEmpty();
    }
}
