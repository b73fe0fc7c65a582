package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.AttemptId;
import io.redemption.RedeemableId;
import io.redemption.Redeemed;
import io.redemption.Redeemer;
import io.redemption.Redemption;
import io.redemption.RedemptionId;
import io.redemption.RedemptionOutcome;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FirstAnswersTest {
    private static final AttemptId KEY = AttemptId.of("k1");
    private static final Redeemed FIRST = Redeemed.of(new Redemption(
            RedemptionId.of("res-1"),
            RedeemableId.giftCard("gift-1"),
            new Redeemer(null, null, null),
            null,
            null,
            null,
            null,
            Instant.EPOCH,
            null));
    private static final Redeemed AGAIN = new Redeemed(FIRST.redemption(), true);

    private final FirstAnswers answers = new FirstAnswers();
    private final CompletableFuture<RedemptionOutcome> underWay = new CompletableFuture<>();

    @Test
    void of_requestsAtOnce_toldOneFirstAnswer() {
        CompletableFuture<RedemptionOutcome> one =
                answers.of(KEY, () -> underWay).toCompletableFuture();
        CompletableFuture<RedemptionOutcome> two =
                answers.of(KEY, () -> underWay).toCompletableFuture();
        CompletableFuture<RedemptionOutcome> other =
                answers.of(AttemptId.of("k2"), () -> underWay).toCompletableFuture();

        underWay.complete(FIRST);

        assertThat(one).isCompletedWithValue(FIRST);
        assertThat(two).isCompletedWithValue(AGAIN);
        assertThat(other).isCompletedWithValue(FIRST);
    }

    @Test
    void of_requestAfterTheEnd_isToldWhatItIsTold() {
        CompletableFuture<RedemptionOutcome> failed =
                answers.of(KEY, () -> underWay).toCompletableFuture();
        underWay.completeExceptionally(new IllegalStateException("lost"));

        assertThat(failed).isCompletedExceptionally();
        assertThat(answers.of(KEY, () -> CompletableFuture.completedStage(FIRST)))
                .isCompletedWithValue(FIRST);
    }
}
