package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Capability;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptState;
import io.redemption.port.RedemptionChangeListener.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The end of one send, however late it comes, says nothing of another. */
class LateEndTest {
    private final RedemptionException neverSent =
            new RedemptionException(FailureCode.OVERLOADED, "never left the queue");
    private static final Refused REFUSED = Refused.of(Violation.of(ViolationCode.EXPIRED));

    private final Shop shop = new Shop(new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS));
    private final LyingIssuer issuer = new LyingIssuer(shop.time);
    private final List<CompletableFuture<RedemptionOutcome>> answers = new ArrayList<>();
    private final RedemptionAttempt attempt = shop.anAttempt();

    LateEndTest() {
        issuer.serve(shop.port);
        answerLater(shop);
    }

    private void answerLater(Shop which) {
        which.port.onRedeem = any -> {
            CompletableFuture<RedemptionOutcome> answer = new CompletableFuture<>();
            answers.add(answer);
            return answer;
        };
    }

    @Test
    void redeem_neverSentOfAnEarlierOpening_discardsNothingOfTheLaterOne() {
        Unknown first = giveUp(shop, attempt);
        shop.time.advance(Duration.ofMinutes(2));
        assertThat(shop.resolve(first.ticket())).isInstanceOf(Absent.class);
        Unknown second = giveUp(shop, attempt);

        answers.get(0).completeExceptionally(neverSent);

        assertThat(shop.known(attempt)).contains(new AttemptState.Open(2, second.ticket()));
        assertThat(shop.redeem(attempt)).isEqualTo(second);
        assertThat(shop.port.sent).hasSize(2);
    }

    @Test
    void redeem_neverSentOfItsOwnOpening_mayBeMadeAgain() {
        giveUp(shop, attempt);
        answers.get(0).completeExceptionally(neverSent);
        issuer.serve(shop.port);

        assertThat(shop.redeem(attempt)).isInstanceOf(Redeemed.class);
    }

    /**
     * The issuer honours attempt ids, so both sends belong to one opening: an end still counts for its own send alone.
     */
    @Test
    void redeem_sameOpeningSentTwiceAndTheFirstWasNeverSent_keepsTheDoubtOfTheSecond() {
        Shop idempotent = idempotent();
        giveUp(idempotent, attempt);
        Unknown second = giveUp(idempotent, attempt);

        answers.get(0).completeExceptionally(neverSent);

        assertThat(idempotent.known(attempt)).contains(new AttemptState.Open(1, second.ticket()));
        assertThat(idempotent.log.changes).doesNotContain(Change.SETTLED);
    }

    /** The mutant that discards although an earlier send is in doubt. */
    @Test
    void redeem_sameOpeningSentTwiceAndTheSecondWasNeverSent_keepsTheDoubtOfTheFirst() {
        Shop idempotent = idempotent();
        Unknown first = giveUp(idempotent, attempt);
        giveUp(idempotent, attempt);

        answers.get(1).completeExceptionally(neverSent);

        assertThat(idempotent.known(attempt)).containsInstanceOf(AttemptState.Open.class);
        assertThat(idempotent.log.changes).doesNotContain(Change.SETTLED);
        assertThat(first.ticket().sends()).isEqualTo(1);
    }

    @Test
    void redeem_sameOpeningSentTwiceAndTheFirstIsRefusedLate_keepsTheDoubtOfTheSecond() {
        Shop idempotent = idempotent();
        giveUp(idempotent, attempt);
        Unknown second = giveUp(idempotent, attempt);

        answers.get(0).complete(REFUSED);

        assertThat(idempotent.known(attempt)).contains(new AttemptState.Open(1, second.ticket()));
    }

    @Test
    void redeem_sameOpeningSentTwiceAndTheFirstIsRedeemedLate_isRedeemed() {
        Shop idempotent = idempotent();
        giveUp(idempotent, attempt);
        giveUp(idempotent, attempt);

        answers.get(0).complete(Samples.redeemed(attempt));

        assertThat(idempotent.redeem(attempt)).isEqualTo(Samples.asReplayed(attempt));
    }

    /** What is in doubt since the first send stays so in the ticket of the second. */
    @Test
    void redeem_sentAgain_ticketCountsBothSends() {
        Shop idempotent = idempotent();
        Ticket first = giveUp(idempotent, attempt).ticket();
        idempotent.time.advance(Duration.ofHours(1));
        Ticket second = giveUp(idempotent, attempt).ticket();

        assertThat(second.sends()).isEqualTo(2);
        assertThat(second.sentAt()).isEqualTo(first.sentAt());
        assertThat(second.doubtfulSince()).isEqualTo(idempotent.time.now());
        assertThat(second.timedLater()).isTrue();
    }

    @Test
    void redeem_unknownLate_changesNothing() {
        Unknown first = giveUp(shop, attempt);

        answers.get(0)
                .complete(new Unknown(Ticket.of(
                        attempt,
                        Doubt.NO_ANSWER,
                        io.redemption.model.Likelihood.LIKELY,
                        9,
                        shop.time.now(),
                        shop.time.now())));

        assertThat(shop.redeem(attempt)).isEqualTo(first);
    }

    private Shop idempotent() {
        Shop idempotent =
                new Shop(new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS, Capability.IDEMPOTENT_ATTEMPTS));
        answerLater(idempotent);
        return idempotent;
    }

    private static Unknown giveUp(Shop shop, RedemptionAttempt attempt) {
        CompletableFuture<RedemptionOutcome> answer = shop.begin(attempt);
        shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);
        return (Unknown) Shop.now(answer);
    }
}
