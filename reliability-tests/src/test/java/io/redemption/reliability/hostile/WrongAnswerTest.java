package io.redemption.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.reliability.Figures;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is wrong about a success, it is not taken for one, and not for a refusal either. */
@Timeout(300)
class WrongAnswerTest {
    private static final String GIVEN = "wrong answers: given";
    private static final String RIGHT = "wrong answers: right ones between them, accepted";
    private static final long SEED = 20261125;

    private final Figures figures = Figures.ofThisRun();

    @Test
    void redeem_answeredWrongly_isUnknownAndNeverRedeemed() {
        int each = figures.target(GIVEN) / WrongAnswer.all().size() + 1;
        try (WrongAnswers answers = new WrongAnswers(SEED)) {
            for (WrongAnswer kind : WrongAnswer.all()) {
                // A client for each kind: no breaker stays closed over ten thousand wrong answers in a row.
                try (Client client = Client.of(answers.uri())) {
                    answers.ask(kind, each, client.shop()::redeemFirst);
                }
            }

            assertThat(answers.misread()).as("seed %s", SEED).isEmpty();
            figures.prove("wrong answers: kinds", WrongAnswer.all().size());
            figures.prove(GIVEN, answers.given());
            figures.prove("wrong answers: accepted", answers.accepted());
        }
    }

    @Test
    void redeem_answeredRightly_isRedeemed() {
        int calls = figures.target(RIGHT);
        Attempts attempts = new Attempts();
        AtomicInteger redeemed = new AtomicInteger();
        try (Peer peer = Peer.answering((heard, line) -> {
                    RedemptionAttempt attempt = attempts.in(heard);
                    line.say(attempt == null ? "" : Answer.to(attempt).response());
                });
                Client client = Client.of(peer.uri())) {
            ConcurrentRun.of(calls, 16, i -> client.shop().redeemFirst(attempts.next()), (outcome, thrown) -> {
                if (outcome instanceof Redeemed) {
                    redeemed.incrementAndGet();
                }
            });
        }

        figures.prove(RIGHT, redeemed.get());
    }

    @Test
    void redeem_clientWithoutEchoCheck_isCaught() {
        assertThat(acceptedBy(new CarelessRedeemer.Habits(false, true), WrongEcho.WRONG_USER))
                .isPositive();
        assertThat(acceptedBy(new CarelessRedeemer.Habits(true, true), WrongEcho.WRONG_USER))
                .isZero();

        figures.prove(
                "wrong answers: client without echo check caught",
                acceptedBy(new CarelessRedeemer.Habits(false, true), WrongEcho.ANSWER_OF_ANOTHER_CALL) > 0 ? 1 : 0);
    }

    @Test
    void redeem_parserThatKeepsTheLastOfTwo_isCaught() {
        assertThat(acceptedBy(new CarelessRedeemer.Habits(true, true), WrongJson.NAME_TWICE))
                .isZero();

        figures.prove(
                "wrong answers: parser that keeps the last of two caught",
                acceptedBy(new CarelessRedeemer.Habits(true, false), WrongJson.NAME_TWICE) > 0 ? 1 : 0);
    }

    private static int acceptedBy(CarelessRedeemer.Habits habits, WrongAnswer kind) {
        try (WrongAnswers answers = new WrongAnswers(SEED)) {
            CarelessRedeemer careless = new CarelessRedeemer(answers.uri(), habits);
            Function<RedemptionAttempt, CompletionStage<RedemptionOutcome>> redeem = careless::redeem;
            answers.ask(kind, 20, redeem);
            return answers.accepted();
        }
    }
}
