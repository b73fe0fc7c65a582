package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An issuer answered 202, or {@code "status":"failed"} beside a full echo, and we reported to the shop that it was
 * redeemed.
 */
class FailureBesideEchoTest extends Fixture {
    @ParameterizedTest
    @ValueSource(ints = {202, 204, 205, 206, 207, 208, 226, 299})
    void redeem_anyOtherSuccess_isInDoubt(int status) {
        for (RedeemableId id : ALL) {
            server.answers(status == 204 ? "HTTP/1.1 204 Told\r\n\r\n" : RawServer.response(status, redemption(id)));

            assertThat(doubt(id)).isEqualTo(Doubt.UNEXPECTED_STATUS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 203})
    void redeem_documentedSuccess_isRedeemed(int status) {
        for (RedeemableId id : ALL) {
            server.answers(status, redemption(id));

            assertThat(await(port.redeem(attempt(id)))).isInstanceOf(Redeemed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":\"failed\"",
                "\"result\":\"declined\"",
                "\"state\":\"pending\"",
                "\"success\":false",
                "\"success\":\"false\"",
                "\"error\":\"limit reached\"",
                "\"errors\":[\"x\"]",
                "\"error\":{\"code\":\"refused\"}",
                "\"validation_status\":{\"status\":1003,\"message\":\"expired\"}"
            })
    void redeem_failureBesideAFullEcho_isInDoubtAndNeitherRedeemedNorRefused(String member) {
        for (RedeemableId id : ALL) {
            server.answers(201, beside(id, member));
            assertThat(doubt(id)).isEqualTo(Doubt.CONTRADICTORY_ANSWER);

            server.answers(200, "{" + member + ",\"data\":" + redemption(id) + "}");
            assertThat(doubt(id)).as("outside of data").isEqualTo(Doubt.CONTRADICTORY_ANSWER);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":\"ok\"",
                "\"status\":\"success\"",
                "\"status\":\"completed\"",
                "\"status\":1",
                "\"status\":\"active\"",
                "\"success\":true",
                "\"error\":null",
                "\"errors\":[]",
                "\"validation_status\":{\"status\":1000}",
                "\"unknown\":{\"failed\":true}",
                "\"message\":\"nothing failed\""
            })
    void redeem_successOrUnknownMemberBesideTheEcho_isRedeemed(String member) {
        for (RedeemableId id : ALL) {
            server.answers(201, beside(id, member));
            assertThat(await(port.redeem(attempt(id)))).isInstanceOf(Redeemed.class);

            server.answers(200, "{" + member + ",\"data\":" + redemption(id) + "}");
            assertThat(await(port.redeem(attempt(id)))).isInstanceOf(Redeemed.class);
        }
    }

    @Test
    void redeem_failureWithoutAnEcho_isNotLikelyExecuted() {
        server.answers(200, "{\"success\":false,\"message\":\"no\"}");

        RedemptionOutcome outcome = await(port.redeem(attempt(COUPON)));

        assertThat(((Unknown) outcome).ticket().executed()).isEqualTo(Likelihood.POSSIBLE);
    }

    private Doubt doubt(RedeemableId id) {
        RedemptionOutcome outcome = await(port.redeem(attempt(id)));
        assertThat(outcome).isInstanceOf(Unknown.class);
        return ((Unknown) outcome).ticket().doubt();
    }

    private static String beside(RedeemableId id, String member) {
        return redemption(id).replaceFirst("\\{", "{" + member + ",");
    }
}
