package io.redemption;

import static io.redemption.Samples.aRequest;
import static io.redemption.Samples.redemption;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.model.AttemptId;
import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Likelihood;
import io.redemption.model.Redeemed;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Resolution.StillUnknown;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each state of the journal makes of a call and of a look at the issuer's record. */
class KnownStatesTest {
    private static final Duration PORT_TIMEOUT = RedemptionsBuilder.DEFAULT_PORT_TIMEOUT;
    private static final Duration LAG = RedemptionsBuilder.DEFAULT_MAX_READ_LAG;
    private static final Duration HORIZON = RedemptionsBuilder.DEFAULT_MAX_EXECUTION_DELAY.plus(LAG);
    private static final Refused REFUSED = Refused.of(Violation.of(ViolationCode.EXPIRED));
    private static final Duration NANO = Duration.ofNanos(1);

    private final Shop shop = new Shop(new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS));
    private final RedemptionAttempt attempt = shop.anAttempt();
    private final Ticket ticket = ticket(attempt);

    enum Known {
        OPEN,
        IN_DOUBT,
        REDEEMED,
        REFUSED,
        IN_REVERSAL,
        REVERSED,
        ABSENT
    }

    private AttemptState state(Known known) {
        return switch (known) {
            case OPEN -> new AttemptState.Open(1, null);
            case IN_DOUBT -> new AttemptState.Open(1, ticket);
            case REDEEMED -> new AttemptState.Settled(Redeemed.of(redemption(attempt)));
            case REFUSED -> new AttemptState.Settled(REFUSED);
            case IN_REVERSAL -> new AttemptState.InReversal(redemption(attempt), reverseTicket());
            case REVERSED -> new AttemptState.Reversed(Reversal.of(redemption(attempt)));
            case ABSENT -> new AttemptState.Absent();
        };
    }

    static Stream<Arguments> whatIsSaidOfReuse() {
        return Stream.of(
                Arguments.of(Known.OPEN, "unknown"),
                Arguments.of(Known.IN_DOUBT, "unknown"),
                Arguments.of(Known.REDEEMED, "yes"),
                Arguments.of(Known.REFUSED, "no"),
                Arguments.of(Known.IN_REVERSAL, "unknown"),
                Arguments.of(Known.REVERSED, "no"),
                Arguments.of(Known.ABSENT, "no"));
    }

    /** A journal may keep no personal data. A redemption of somebody whom it does keep is shown as it is. */
    @Test
    void redeem_settledWithoutAUser_isReplayedWithTheUserWhoAsks() {
        Redemption told = redemption(attempt);
        Redemption kept = told.toBuilder().redeemer(Redeemer.ANONYMOUS).build();
        Redemption other =
                told.toBuilder().redeemer(new Redeemer("other", null, null)).build();

        assertThat(replay(kept)).isEqualTo(new Redeemed(told, true));
        assertThat(replay(other)).isEqualTo(new Redeemed(other, true));
        assertThat(attempt.request().redeemer()).isNotEqualTo(Redeemer.ANONYMOUS);
        assertThat(told.redeemer()).isEqualTo(attempt.request().redeemer());
    }

    private RedemptionOutcome replay(Redemption recorded) {
        shop.journal.onOpen = asked ->
                CompletableFuture.completedStage(new Opening.Known(new AttemptState.Settled(Redeemed.of(recorded))));
        return shop.redeem(attempt);
    }

    @ParameterizedTest
    @MethodSource("whatIsSaidOfReuse")
    void redeem_idWasUsedForOtherContent_isRefusedAndSaysWhetherSomethingWasRedeemed(Known known, String redeemed) {
        shop.journal.onOpen = any -> CompletableFuture.completedStage(new Opening.Reused(state(known)));

        assertThat(shop.redeem(attempt))
                .isEqualTo(Refused.of(Violation.of(ViolationCode.ATTEMPT_REUSED, "redeemed", redeemed)));
        assertThat(shop.port.sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void redeem_attemptIsKnown_isAnsweredFromTheJournalUnsent(Known known) {
        shop.journal.onOpen = any -> CompletableFuture.completedStage(new Opening.Known(state(known)));

        assertThat(shop.redeem(attempt)).isEqualTo(answer(known));
        assertThat(shop.port.sent).isEmpty();
        assertThat(shop.log.changes).isEmpty();
    }

    /** The same order under another attempt id, whose unique transaction id the first one holds. */
    @ParameterizedTest
    @EnumSource
    void redeem_transactionIsTakenBySameContent_isAnsweredAsTheFirst(Known known) {
        RedemptionAttempt second = shop.redemptions.prepare(aRequest().build(), AttemptId.of("second"));
        shop.journal.onOpen =
                any -> CompletableFuture.completedStage(new Opening.TransactionTaken(attempt.id(), true, state(known)));

        RedemptionOutcome outcome = shop.redeem(second);

        if (known == Known.OPEN || known == Known.ABSENT) {
            assertThat(((Unknown) outcome).ticket().attemptId()).isEqualTo(attempt.id());
        } else {
            assertThat(outcome).isEqualTo(answer(known));
        }
        assertThat(shop.port.sent).isEmpty();
    }

    private RedemptionOutcome answer(Known known) {
        return switch (known) {
            case OPEN, ABSENT -> new Unknown(begunEarlier());
            case IN_DOUBT -> new Unknown(ticket);
            case REDEEMED -> new Redeemed(redemption(attempt), true);
            case REFUSED -> REFUSED;
            case IN_REVERSAL -> new Unknown(reverseTicket());
            case REVERSED -> Refused.of(Violation.of(ViolationCode.ATTEMPT_REVERSED));
        };
    }

    static Stream<Arguments> transactionsTakenByOthers() {
        return Stream.of(
                Arguments.of(Known.OPEN, false, "unknown"),
                Arguments.of(Known.REDEEMED, true, "yes"),
                Arguments.of(Known.REDEEMED, false, "unknown"),
                Arguments.of(Known.REFUSED, false, "unknown"),
                Arguments.of(Known.IN_REVERSAL, true, "yes"),
                Arguments.of(Known.IN_REVERSAL, false, "unknown"),
                Arguments.of(Known.REVERSED, false, "unknown"));
    }

    @ParameterizedTest
    @MethodSource("transactionsTakenByOthers")
    void redeem_transactionIsTakenByOtherContent_isRefused(Known known, boolean listed, String redeemed) {
        takenByOther(known);
        shop.port.onFind = (on, id) ->
                CompletableFuture.completedStage(listed ? Optional.of(redemption(attempt)) : Optional.empty());

        assertThat(shop.redeem(shop.anAttempt()))
                .isEqualTo(Refused.of(Violation.of(ViolationCode.TRANSACTION_REUSED, "redeemed", redeemed)));
        assertThat(shop.port.sent).isEmpty();
    }

    /** It was reversed elsewhere, and the journal cannot record that: the id is not free for it. */
    @Test
    void redeem_transactionIsFreeButTheJournalCannotRecordIt_failsUnsent() {
        takenByOther(Known.REDEEMED);
        shop.port.onFind = (on, id) -> CompletableFuture.completedStage(Optional.empty());
        shop.redeem(shop.anAttempt());
        shop.time.advance(LAG);
        shop.journal.onReversal = (reversal, state) -> CompletableFuture.failedStage(new IllegalStateException());

        assertThatThrownBy(() -> shop.redeem(shop.anAttempt()))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.JOURNAL_FAILED));
        assertThat(shop.port.sent).isEmpty();
    }

    private void takenByOther(Known known) {
        shop.journal.onOpen = any ->
                CompletableFuture.completedStage(new Opening.TransactionTaken(attempt.id(), false, state(known)));
    }

    /** Only what was proven absent stays so while the issuer cannot be read. */
    @ParameterizedTest
    @EnumSource
    void resolve_issuerCannotBeRead_keepsNothingButAnAbsence(Known known) {
        knows(known);
        shop.port.onHistory = query -> CompletableFuture.failedStage(new IllegalStateException("down"));

        Resolution resolution = shop.resolve(ticket);

        assertThat(resolution)
                .isEqualTo(known == Known.ABSENT ? absent() : new StillUnknown(ticket, Obstacle.NOT_READABLE));
    }

    @Test
    void resolve_issuerCannotBeReadAndNothingIsKnown_isUnknown() {
        shop.port.onHistory = query -> CompletableFuture.failedStage(new IllegalStateException("down"));

        assertThat(shop.resolve(ticket)).isEqualTo(new StillUnknown(ticket, Obstacle.NOT_READABLE));
    }

    /** A redemption that may be ours appears after the absence: stronger than an empty list, so it is reported. */
    @Test
    void resolve_candidateAfterAnAbsence_isToldAndNotAbsent() {
        knows(Known.ABSENT);
        LyingIssuer issuer = new LyingIssuer(shop.time);
        issuer.booking = LyingIssuer.transaction(id -> null);
        List<Redemption> record = List.of(issuer.book(attempt));
        list(record);

        Resolution resolution = shop.resolve(ticket);

        assertThat(resolution)
                .isEqualTo(new StillUnknown(
                        ticket, Obstacle.TOO_EARLY, List.of(record.get(0).id())));
    }

    static Stream<Arguments> waits() {
        return Stream.of(
                // The end of its send is not recorded: the port timeout is added.
                Arguments.of(Known.OPEN, HORIZON.plus(PORT_TIMEOUT)),
                Arguments.of(Known.IN_DOUBT, HORIZON),
                // It was redeemed, so nothing is on its way; it may be hidden by the read lag.
                Arguments.of(Known.REDEEMED, LAG),
                Arguments.of(Known.IN_REVERSAL, LAG),
                Arguments.of(Known.REFUSED, HORIZON),
                Arguments.of(Known.REVERSED, HORIZON));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void resolve_nothingIsListed_isAbsentOnceItsTimeIsOver(Known known, Duration wait) {
        knows(known);
        list(List.of());

        Resolution first = shop.resolve(ticket);
        shop.time.advance(wait.minus(NANO));
        Resolution early = shop.resolve(ticket);
        shop.time.advance(NANO);
        Resolution late = shop.resolve(ticket);

        assertThat(first).isEqualTo(new StillUnknown(ticket, Obstacle.TOO_EARLY));
        assertThat(early).isEqualTo(new StillUnknown(ticket, Obstacle.TOO_EARLY));
        assertThat(late).isEqualTo(absent());
    }

    /** It was redeemed and is sent once more, as an issuer that honours attempt ids may be: that send is not over. */
    @Test
    void resolve_knownAsRedeemedWhileASendIsUnderWay_isTooEarly() {
        shop.port.onRedeem = any -> new CompletableFuture<>();
        list(List.of());
        shop.send(attempt);
        knows(Known.REDEEMED);
        shop.resolve(ticket);
        shop.time.advance(LAG.multipliedBy(2));

        assertThat(shop.resolve(ticket)).isEqualTo(new StillUnknown(ticket, Obstacle.TOO_EARLY));
    }

    /** The journal's own ticket counts, not one that begins with this look. */
    @Test
    void recover_attemptIsInDoubt_looksWithTheTicketOfTheJournal() {
        knows(Known.IN_DOUBT);
        list(List.of());

        assertThat(Shop.now(shop.redemptions.recover(attempt))).isEqualTo(new StillUnknown(ticket, Obstacle.TOO_EARLY));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_DOUBT")
    void recover_journalHasNoTicket_looksAsOneBegunEarlier(Known known) {
        knows(known);
        shop.port.onHistory =
                query -> CompletableFuture.failedStage(new RedemptionException(FailureCode.INCOMPLETE, "cut"));

        assertThat(Shop.now(shop.redemptions.recover(attempt)))
                .isEqualTo(
                        known == Known.ABSENT
                                ? absent()
                                : new StillUnknown(begunEarlier(), Obstacle.LIST_NOT_COMPLETE));
    }

    private void knows(Known known) {
        shop.journal.onFind = id -> CompletableFuture.completedStage(Optional.of(state(known)));
    }

    private void list(List<Redemption> redemptions) {
        shop.port.onHistory = query -> CompletableFuture.completedStage(
                Optional.of(new RedemptionHistory(redemptions, null, null, Completeness.PROVEN, null)));
    }

    private Ticket begunEarlier() {
        return Ticket.of(
                attempt,
                Doubt.BEGUN_EARLIER,
                Likelihood.POSSIBLE,
                1,
                attempt.preparedAt(),
                shop.time.now().plus(PORT_TIMEOUT));
    }

    private static Ticket ticket(RedemptionAttempt attempt) {
        return Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.LIKELY, 1, ManualTime.START, ManualTime.START);
    }

    private Ticket reverseTicket() {
        return Ticket.of(
                Reversal.of(redemption(attempt)),
                Doubt.NO_ANSWER,
                Likelihood.POSSIBLE,
                1,
                ManualTime.START,
                ManualTime.START);
    }

    private static Absent absent() {
        return new Absent(RedemptionsBuilder.DEFAULT_MAX_EXECUTION_DELAY, LAG);
    }
}
