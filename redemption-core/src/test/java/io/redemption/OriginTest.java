package io.redemption;

import static io.redemption.Samples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.events.RedemptionListener.Ended;
import io.redemption.model.AttemptId;
import io.redemption.model.Capability;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Resolution.StillUnknown;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** After a crash: what a process does with an attempt that another one prepared, and perhaps sent. */
class OriginTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

    private final Shop shop = new Shop(new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS));
    private final LyingIssuer issuer = new LyingIssuer(shop.time);
    private final Redemptions crashed = shop.elsewhere().build();
    private final RedemptionAttempt stored = RedemptionAttempt.decode(
            crashed.prepare(aRequest().build(), AttemptId.of("order-1")).encode());

    OriginTest() {
        issuer.serve(shop.port);
    }

    @Test
    void redeem_preparedElsewhereAndTheJournalForgets_failsUnsentAndNamesBothWays() {
        Shop.now(crashed.redeem(stored));

        assertThatThrownBy(() -> shop.redeem(stored))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.ORIGIN_UNKNOWN))
                .hasMessageContainingAll("recover(attempt)", "redeemFirst(attempt)", "nothing was sent");
        assertThat(shop.port.sent).hasSize(1);
        assertThat(shop.known(stored)).isEmpty();
        assertThat(shop.log.of(Ended.class)).extracting(Ended::failure).contains(FailureCode.ORIGIN_UNKNOWN);
    }

    @Test
    void recover_wasBooked_isConfirmedAndThenReplayed() {
        issuer.answersAreLost = true;
        Shop.now(crashed.redeem(stored));

        Resolution resolution = Shop.now(shop.redemptions.recover(stored));

        assertThat(resolution).isEqualTo(new Confirmed(issuer.record.get(0)));
        assertThat(shop.redeem(stored)).isEqualTo(new Redeemed(issuer.record.get(0), true));
        assertThat(shop.port.sent).hasSize(1);
    }

    @Test
    void recover_wasNotBooked_isUnknownFirstThenAbsentAndThenSent() {
        Resolution early = Shop.now(shop.redemptions.recover(stored));
        assertFails(shop.redemptions.redeem(stored), FailureCode.ORIGIN_UNKNOWN);
        shop.time.advance(LONG_ENOUGH);
        Resolution late = Shop.now(shop.redemptions.recover(stored));
        RedemptionOutcome outcome = shop.redeem(stored);

        assertThat(early).isInstanceOf(StillUnknown.class);
        assertThat(late).isInstanceOf(Absent.class);
        assertThat(outcome).isEqualTo(Redeemed.of(issuer.record.get(0)));
        assertThat(shop.port.sent).hasSize(1);
    }

    /** It was proven that nothing had happened, and the issuer is down when it is sent: that stays known. */
    @Test
    void redeem_recoveredAbsentAndThenNotReachable_mayBeMadeAgain() {
        Shop.now(shop.redemptions.recover(stored));
        shop.time.advance(LONG_ENOUGH);
        Shop.now(shop.redemptions.recover(stored));
        shop.port.onRedeem =
                any -> CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_REACHABLE, "down"));
        assertFails(shop.redemptions.redeem(stored), FailureCode.NOT_REACHABLE);
        issuer.serve(shop.port);

        assertThat(shop.redeem(stored)).isInstanceOf(Redeemed.class);
    }

    @Test
    void recover_never_sends() {
        shop.port.onHistory = query -> CompletableFuture.failedStage(new IllegalStateException("down"));

        assertThat(Shop.now(shop.redemptions.recover(stored))).isInstanceOf(StillUnknown.class);
        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void recover_ownAttemptInDoubt_looksWithItsOwnTicket() {
        issuer.answersAreLost = true;
        RedemptionAttempt own = shop.anAttempt();
        shop.doubt(own);

        assertThat(Shop.now(shop.redemptions.recover(own))).isInstanceOf(Confirmed.class);
    }

    @Test
    void recover_cancelled_endsTheRead() {
        CompletableFuture<java.util.Optional<io.redemption.model.RedemptionHistory>> read = new CompletableFuture<>();
        shop.port.onHistory = query -> read;
        CompletableFuture<Resolution> recovering =
                shop.redemptions.recover(stored).toCompletableFuture();

        recovering.cancel(false);

        assertThat(read).isCancelled();
    }

    @Test
    void redeemFirst_preparedElsewhereAndNeverSent_isRedeemed() {
        assertThat(Shop.now(shop.redemptions.redeemFirst(stored))).isEqualTo(Redeemed.of(issuer.record.get(0)));
        assertThat(Shop.now(shop.redemptions.redeemFirst(stored)))
                .as("what the journal knows still wins")
                .isEqualTo(new Redeemed(issuer.record.get(0), true));
        assertThat(issuer.record).hasSize(1);
    }

    @Test
    void redeemFirst_blocking_isTheSame() {
        assertThat(shop.redemptions.blocking().redeemFirst(stored)).isInstanceOf(Redeemed.class);
        assertThat(shop.redemptions.blocking().recover(stored)).isInstanceOf(Confirmed.class);
    }

    /** The journal remembers across restarts, so what it does not know was never opened. */
    @Test
    void redeem_journalSurvivesRestarts_isSent() {
        shop.journal.survivesRestart = true;
        Redemptions restarted = shop.builder().build();

        assertThat(Shop.now(restarted.redeem(stored))).isInstanceOf(Redeemed.class);
        assertThat(issuer.record).hasSize(1);
    }

    @Test
    void redeem_journalSurvivesRestartsAndKnowsIt_isNotSent() {
        shop.journal.survivesRestart = true;
        Shop.now(shop.journal.open(stored));
        Redemptions restarted = shop.builder().build();

        assertThat(Shop.now(restarted.redeem(stored))).isInstanceOf(io.redemption.model.Unknown.class);
        assertThat(issuer.record).isEmpty();
    }

    @Test
    void redeem_issuerHonoursAttemptIds_isSent() {
        Shop honest = new Shop(ProgrammedPort.honest(Capability.IDEMPOTENT_ATTEMPTS));

        assertThat(honest.redeem(stored)).isInstanceOf(Redeemed.class);
    }

    /** Prepared before this version, or made by hand: its origin is not known. */
    @Test
    void redeem_attemptOfUnknownOrigin_failsUnsent() {
        RedemptionAttempt own = shop.anAttempt();
        RedemptionAttempt unknown =
                new RedemptionAttempt(own.id(), own.request(), own.transactionId(), own.preparedAt());

        assertFails(shop.redemptions.redeem(unknown), FailureCode.ORIGIN_UNKNOWN);
        assertThat(shop.redeem(own)).isInstanceOf(Redeemed.class);
        assertThat(shop.redeem(unknown)).as("known by now").isInstanceOf(Redeemed.class);
    }

    /** Its own attempt, stored and read again in the same process. */
    @Test
    void redeem_ownAttemptDecoded_isSent() {
        assertThat(shop.redeem(RedemptionAttempt.decode(shop.anAttempt().encode())))
                .isInstanceOf(Redeemed.class);
    }

    private static void assertFails(CompletionStage<?> stage, FailureCode code) {
        assertThatThrownBy(() -> Shop.now(stage))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
