package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.FailureCode;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A server or gateway once answered twice. The second answer reached the connection together with the first, just as
 * the next request was put on it, and a redemption that the server then carried out was reported as refused.
 */
class StrayAnswerTest extends Fixture {
    private static final int CALLS = 50;

    @ParameterizedTest
    @FieldSource("ALL")
    void redeem_strayRefusalBehindTheRightAnswer_isNotTheAnswerToTheNextCall(RedeemableId id) {
        use(options().poolSize(1));
        server.answers(RawServer.response(200, redemption(id)) + RawServer.response(400, "{}"));
        List<CompletionStage<RedemptionOutcome>> calls = new ArrayList<>();

        for (int i = 0; i < CALLS; i++) {
            calls.add(port.redeem(attempt(id)));
        }

        assertThat(calls).noneMatch(call -> await(call) instanceof Refused);
    }

    @Test
    void history_strayAbsenceBehindTheRightAnswer_isNotTheAnswerToTheNextCall() {
        use(options().poolSize(1));
        server.answers(RawServer.response(200, "{\"count\":0,\"data\":[]}") + RawServer.response(404, "{}"));
        List<CompletionStage<?>> calls = new ArrayList<>();

        for (int i = 0; i < CALLS; i++) {
            calls.add(port.history(COUPON, HistoryQuery.ALL)
                    .handle((history, thrown) -> thrown == null ? history.isPresent() : thrown.getMessage()));
        }

        assertThat(calls)
                .extracting(call -> await(call))
                .allMatch(end -> end.equals(true) || end.toString().startsWith(FailureCode.NOT_REACHABLE.name()));
    }
}
