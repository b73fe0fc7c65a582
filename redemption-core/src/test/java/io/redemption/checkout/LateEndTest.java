package io.redemption.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Capability;
import io.redemption.Doubt;
import io.redemption.FailureCode;
import io.redemption.Redeemed;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionChangeListener.Change;
import io.redemption.RedemptionException;
import io.redemption.RedemptionOutcome;
import io.redemption.Refused;
import io.redemption.Resolution.Absent;
import io.redemption.Ticket;
import io.redemption.Unknown;
import io.redemption.Violation;
import io.redemption.ViolationCode;
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

    /** The issuer honours attempt ids, so both sends belong to one opening: an end still speaks for its own send alone. */
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

        assertThat(idempotent.redeem(attempt)).isEqualTo(Samples.heardAgain(attempt));
    }

    /** What is in doubt since the first send stays so in the ticket of the second. */
    @Test
    void redeem_sentAgain_ticketTellsBothSends() {
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
                        io.redemption.Likelihood.LIKELY,
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
