package io.redemption.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A body that reads well and was cut all the same: what came after it might have said otherwise. */
class RedeemAnswerTest extends Fixture {
    private static final ResponseHead OK = new ResponseHead(200, null, null, false, false, false, false, false, null);

    private RedemptionOutcome outcome(SendPhase phase, @Nullable AbortReason cut) {
        VertxRedemptionOptions options = options().build();
        SendResult result =
                new SendResult(phase, cut, null, OK, redemption(COUPON).getBytes(UTF_8), Instant.now(), () -> {});
        return new RedeemAnswer(attempt(COUPON), options, new IssuerTime(options)).outcome(result);
    }

    @ParameterizedTest
    @EnumSource(AbortReason.class)
    void outcome_wholeEchoInACutBody_isInDoubtAndLikely(AbortReason cut) {
        Ticket ticket = ((Unknown) outcome(SendPhase.STATUS_SEEN, cut)).ticket();

        assertThat(ticket.doubt()).isEqualTo(Doubt.ANSWER_UNREADABLE);
        assertThat(ticket.executed()).isEqualTo(Likelihood.LIKELY);
    }

    @Test
    void outcome_wholeEchoInAWholeBody_isRedeemed() {
        assertThat(outcome(SendPhase.BODY_COMPLETE, null)).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeem_connectionEndsBehindAWholeEchoButBeforeTheContentLength_isInDoubt() {
        String told = RawServer.response(200, redemption(COUPON) + " ");
        server.script((socket, request, number) -> socket.end(Buffer.buffer(told.substring(0, told.length() - 1))));

        Unknown unknown = (Unknown) await(port.redeem(attempt(COUPON)));

        assertThat(unknown.ticket().doubt()).isEqualTo(Doubt.ANSWER_UNREADABLE);
    }
}
