package io.redemption.port;

import static io.redemption.Samples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.EventLog;
import io.redemption.LyingIssuer;
import io.redemption.ManualTime;
import io.redemption.ProgrammedPort;
import io.redemption.Redemptions;
import io.redemption.Shop;
import io.redemption.events.RedemptionListener.HandedOver;
import io.redemption.model.Capability;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.Refused;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.port.InMemoryAttemptJournal.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * An outage fills the journal: new attempts fail and are not refused, what it knows is still answered, and it comes
 * back.
 */
class JournalBoundsTest {
    private static final long ROOM_FOR_TEN = 6_400;

    private final ManualTime time = new ManualTime();
    private final ProgrammedPort port = new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS);
    private final LyingIssuer issuer = new LyingIssuer(time);
    private final EventLog log = new EventLog();
    private final InMemoryAttemptJournal journal = new InMemoryAttemptJournal(new Bounds(100, ROOM_FOR_TEN), time);
    private final Redemptions redemptions = Redemptions.builder(port)
            .resolveInBackground(false)
            .journal(journal)
            .time(time)
            .listener(log)
            .build();

    JournalBoundsTest() {
        issuer.serve(port);
    }

    @Test
    void redeem_journalIsFull_failsUnsentAndRepliesGoOn() {
        RedemptionAttempt redeemed = redemptions.prepare(aRequest().build());
        Shop.now(redemptions.redeem(redeemed));
        issuer.answersAreLost = true;
        List<Ticket> doubts = fill(aRequest().transaction(new TransactionChoice.Generated()));
        RedemptionAttempt next = redemptions.prepare(aRequest().build());
        int sent = port.sent.size();

        assertThatThrownBy(() -> Shop.now(redemptions.redeem(next)))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.JOURNAL_FULL));
        assertThat(port.sent).as("nothing was sent").hasSize(sent);
        assertThat(Shop.now(redemptions.redeem(redeemed))).isInstanceOf(Redeemed.class);
        assertThat(Shop.now(redemptions.redeem(
                        redemptions.prepare(aRequest().value("1.00").build(), redeemed.id()))))
                .isInstanceOf(Refused.class);
        assertThat(Shop.now(redemptions.resolve(doubts.get(0)))).isInstanceOf(Confirmed.class);
        issuer.answersAreLost = false;
        assertThat(Shop.now(redemptions.redeem(next)))
                .as("a settled doubt has made room")
                .isInstanceOf(Redeemed.class);
    }

    @Test
    void redeem_journalWasFullAndDoubtsAreAbsent_takesAttemptsAgain() {
        port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("lost"));
        List<Ticket> doubts = fill(aRequest());
        time.advance(Duration.ofMinutes(2));
        doubts.forEach(
                ticket -> assertThat(Shop.now(redemptions.resolve(ticket))).isInstanceOf(Absent.class));
        issuer.serve(port);

        assertThat(Shop.now(redemptions.redeem(aRequest().build()))).isInstanceOf(Redeemed.class);
    }

    /** The bound is in bytes: long ids and addresses take more of it. */
    @Test
    void redeem_largeAttempts_fillTheJournalEarlier() {
        issuer.answersAreLost = true;
        int small = fill(aRequest()).size();
        InMemoryAttemptJournal other = new InMemoryAttemptJournal(new Bounds(100, ROOM_FOR_TEN), time);
        Redemptions large = Redemptions.builder(port).journal(other).time(time).build();
        int count = 0;
        while (opens(
                large,
                aRequest()
                        .user("u".repeat(255))
                        .email("e".repeat(255))
                        .phone("1".repeat(255))
                        .uniqueTransaction("t".repeat(200) + count))) {
            count++;
        }

        assertThat(small).isBetween(8, 12);
        assertThat(count).isBetween(2, 4);
    }

    @Test
    void redeem_doubtWithoutAMarker_isHandedOverShrunkAndDisplacedAfterADay() {
        issuer.answersAreLost = true;
        TransactionChoice shared = new TransactionChoice.AsGiven(TransactionId.of("t".repeat(255)));
        io.redemption.model.RedemptionRequest.Builder large = aRequest()
                .user("u".repeat(255))
                .email("e".repeat(255))
                .phone("1".repeat(255))
                .transaction(shared);
        List<Ticket> hopeless = fill(large);
        RedemptionAttempt next = redemptions.prepare(large.build());

        assertThat(hopeless).as("shrunk, so more than their full size lets in").hasSizeGreaterThan(6);
        assertThat(log.of(HandedOver.class))
                .hasSize(hopeless.size())
                .allSatisfy(event -> assertThat(event.obstacle()).isEqualTo(Obstacle.NO_MARKER));
        assertFull(next);
        time.advance(Duration.ofHours(24).minusNanos(1));
        assertFull(next);
        time.advance(Duration.ofNanos(1));
        issuer.answersAreLost = false;
        assertThat(Shop.now(redemptions.redeem(next))).isInstanceOf(Redeemed.class);
    }

    /** As long as it is kept it is not sent again; and its content is still known. */
    @Test
    void redeem_shrunkDoubtAgain_staysUnknownAndOtherContentIsReused() {
        issuer.answersAreLost = true;
        RedemptionAttempt attempt = redemptions.prepare(
                aRequest().transaction(new TransactionChoice.AsGiven(null)).build());
        Shop.now(redemptions.redeem(attempt));

        assertThat(Shop.now(redemptions.redeem(attempt))).isInstanceOf(Unknown.class);
        assertThat(Shop.now(redemptions.redeem(redemptions.prepare(
                        aRequest()
                                .value("1.00")
                                .transaction(new TransactionChoice.AsGiven(null))
                                .build(),
                        attempt.id()))))
                .isInstanceOf(Refused.class);
        assertThat(port.sent).hasSize(1);
    }

    /** A doubt that can be settled is never displaced, however old. */
    @Test
    void redeem_doubtWithAMarkerAfterDays_isStillKnown() {
        issuer.answersAreLost = true;
        RedemptionAttempt attempt = redemptions.prepare(aRequest().build());
        Shop.now(redemptions.redeem(attempt));
        time.advance(Duration.ofDays(30));
        Shop.now(redemptions.redeem(aRequest().build()));

        assertThat(Shop.now(redemptions.redeem(attempt))).isInstanceOf(Unknown.class);
        assertThat(port.sent).hasSize(2);
    }

    @Test
    void redeem_settledAndReversedAndAbsentInAnyNumber_leaveTheRoomToDoubts() {
        for (int i = 0; i < 500; i++) {
            assertThat(Shop.now(redemptions.redeem(aRequest().build()))).isInstanceOf(Redeemed.class);
            Shop.now(redemptions.reverse(io.redemption.model.Reversal.of(issuer.record.get(0))));
        }
        issuer.answersAreLost = true;

        assertThat(fill(aRequest())).hasSizeBetween(8, 12);
    }

    private List<Ticket> fill(io.redemption.model.RedemptionRequest.Builder request) {
        List<Ticket> doubts = new ArrayList<>();
        while (doubts.size() < 1_000) {
            RedemptionAttempt attempt = redemptions.prepare(request.build());
            try {
                doubts.add(((Unknown) Shop.now(redemptions.redeem(attempt))).ticket());
            } catch (RedemptionException full) {
                return doubts;
            }
        }
        throw new AssertionError("the journal has no bound");
    }

    private static boolean opens(Redemptions shop, io.redemption.model.RedemptionRequest.Builder request) {
        try {
            Shop.now(shop.redeem(request.build()));
            return true;
        } catch (RedemptionException full) {
            return false;
        }
    }

    private void assertFull(RedemptionAttempt attempt) {
        assertThatThrownBy(() -> Shop.now(redemptions.redeem(attempt)))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.JOURNAL_FULL));
    }
}
