package io.redemption;

import static io.redemption.Samples.redemption;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionListener.Resolved;
import io.redemption.events.RedemptionListener.Verdict;
import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Resolution.Duplicate;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Resolution.StillUnknown;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptState;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one look at the issuer's record can prove, and what it cannot. */
class ResolverTest {
    private static final Duration HORIZON =
            RedemptionsBuilder.DEFAULT_MAX_EXECUTION_DELAY.plus(RedemptionsBuilder.DEFAULT_MAX_READ_LAG);

    private final Shop shop = new Shop(new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS));
    private final RedemptionAttempt attempt = shop.anAttempt();

    @Test
    void resolve_markerFoundOnce_isConfirmedAtOnceAndSettledEverywhere() {
        Ticket ticket = doubt(shop, attempt);
        lists(shop, Completeness.UNKNOWN, redemption(shop.anAttempt(), "res-other"), redemption(attempt));

        Resolution resolution = resolve(shop, ticket);

        assertThat(resolution).isEqualTo(new Confirmed(redemption(attempt)));
        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(Redeemed.of(redemption(attempt))));
        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.ADDED, Change.SETTLED);
        assertThat(shop.log.redemptions.get(1))
                .isEqualTo(new RedemptionChange(redemption(attempt).id(), redemption(attempt)));
        assertThat(shop.log.of(Resolved.class)).extracting(Resolved::verdict).containsExactly(Verdict.CONFIRMED);
    }

    @Test
    void resolve_markerFoundTwice_isDuplicateAndNothingIsForgotten() {
        Ticket ticket = doubt(shop, attempt);
        Redemption first = redemption(attempt, "res-1");
        Redemption second = redemption(attempt, "res-2");
        lists(shop, Completeness.PROVEN, second, first);

        Resolution resolution = resolve(shop, ticket);

        assertThat(resolution).isEqualTo(new Duplicate(List.of(second, first)));
        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.ADDED, Change.ADDED, Change.SETTLED);
        assertThat(shop.known(attempt)).contains(new AttemptState.Open(1, ticket));
    }

    @Test
    void resolve_notFoundJustBeforeTheHorizon_isTooEarly() {
        Ticket ticket = doubt(shop, attempt);
        lists(shop, Completeness.PROVEN);
        shop.time.advance(HORIZON.minusNanos(1));

        Resolution resolution = resolve(shop, ticket);

        assertThat(resolution).isEqualTo(new StillUnknown(ticket, Obstacle.TOO_EARLY));
        assertThat(shop.known(attempt)).contains(new AttemptState.Open(1, ticket));
        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT);
    }

    @Test
    void resolve_notFoundAtTheHorizon_isAbsentAndMayBeMadeAgain() {
        Ticket ticket = doubt(shop, attempt);
        lists(shop, Completeness.PROVEN);
        shop.time.advance(HORIZON);

        Resolution resolution = resolve(shop, ticket);

        assertThat(resolution)
                .isEqualTo(new Absent(
                        RedemptionsBuilder.DEFAULT_MAX_EXECUTION_DELAY, RedemptionsBuilder.DEFAULT_MAX_READ_LAG));
        assertThat(shop.known(attempt)).contains(new AttemptState.Absent());
        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.SETTLED);
        assertThat(shop.log.of(Resolved.class)).extracting(Resolved::age).containsExactly(HORIZON);
    }

    @Test
    void resolve_notFoundInAnUnprovenList_staysUnknown() {
        Ticket ticket = doubt(shop, attempt);
        shop.time.advance(HORIZON);

        lists(shop, Completeness.UNKNOWN);
        Resolution unknown = resolve(shop, ticket);
        lists(shop, Completeness.CUT);
        Resolution cut = resolve(shop, ticket);

        assertThat(unknown).isEqualTo(new StillUnknown(ticket, Obstacle.LIST_NOT_COMPLETE));
        assertThat(cut).isEqualTo(new StillUnknown(ticket, Obstacle.LIST_NOT_COMPLETE));
        assertThat(shop.known(attempt)).contains(new AttemptState.Open(1, ticket));
    }

    @Test
    void resolve_notFoundAndMarkersNeverSeenKept_staysUnknown() {
        Shop unproven = new Shop(new ProgrammedPort());
        Ticket ticket = doubt(unproven, attempt);
        lists(unproven, Completeness.PROVEN);
        unproven.time.advance(HORIZON);

        Resolution resolution = resolve(unproven, ticket);

        assertThat(resolution).isEqualTo(new StillUnknown(ticket, Obstacle.MARKER_NOT_PROVEN));
    }

    @Test
    void resolve_notFoundAndMarkersSeenKept_isAbsent() {
        Shop learning = new Shop(ProgrammedPort.honest());
        RedemptionAttempt listed = learning.anAttempt();
        lists(learning, Completeness.PROVEN, redemption(listed));
        learning.redeem(listed);
        Ticket ticket = doubt(learning, learning.anAttempt());
        lists(learning, Completeness.PROVEN);
        learning.time.advance(HORIZON);

        Resolution resolution = resolve(learning, ticket);

        assertThat(resolution).isInstanceOf(Absent.class);
    }

    @Test
    void resolve_markersOnceListedWithout_staysUnknownThoughSeenKeptLater() {
        Shop learning = new Shop(ProgrammedPort.honest());
        RedemptionAttempt dropped = learning.anAttempt();
        lists(learning, Completeness.PROVEN, withoutTransaction(redemption(dropped)));
        learning.redeem(dropped);
        RedemptionAttempt kept = learning.anAttempt();
        lists(learning, Completeness.PROVEN, redemption(kept));
        learning.redeem(kept);
        Ticket ticket = doubt(learning, learning.anAttempt());
        lists(learning, Completeness.PROVEN);
        learning.time.advance(HORIZON);

        Resolution resolution = resolve(learning, ticket);

        assertThat(resolution).isEqualTo(new StillUnknown(ticket, Obstacle.MARKER_NOT_PROVEN));
    }

    @Test
    void resolve_attemptWithoutMarker_staysUnknownUnread() {
        RedemptionAttempt unmarked = shop.redemptions.prepare(Samples.aRequest()
                .transaction(new TransactionChoice.AsGiven(null))
                .build());
        Ticket ticket = doubt(shop, unmarked);

        Resolution resolution = resolve(shop, ticket);

        assertThat(resolution).isEqualTo(new StillUnknown(ticket, Obstacle.NO_MARKER));
        assertThat(shop.port.read).isEmpty();
    }

    @Test
    void resolve_redeemableGone_staysUnknown() {
        Ticket ticket = doubt(shop, attempt);
        shop.port.onHistory = query -> CompletableFuture.completedStage(Optional.empty());
        shop.time.advance(HORIZON);

        Resolution resolution = resolve(shop, ticket);

        assertThat(resolution).isEqualTo(new StillUnknown(ticket, Obstacle.REDEEMABLE_GONE));
    }

    @Test
    void resolve_issuerCannotBeRead_staysUnknownAndDoesNotFail() {
        Ticket ticket = doubt(shop, attempt);
        shop.time.advance(HORIZON);
        shop.port.onHistory =
                query -> CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_REACHABLE, "down"));
        Resolution failed = resolve(shop, ticket);
        shop.port.onHistory = query -> {
            throw new IllegalStateException("boom");
        };
        Resolution threw = resolve(shop, ticket);

        assertThat(failed).isEqualTo(new StillUnknown(ticket, Obstacle.NOT_READABLE));
        assertThat(threw).isEqualTo(new StillUnknown(ticket, Obstacle.NOT_READABLE));
    }

    @Test
    void resolve_journalThrows_isAnsweredAllTheSame() {
        Ticket ticket = doubt(shop, attempt);
        lists(shop, Completeness.PROVEN, redemption(attempt));
        shop.journal.onSettle = (id, opening, outcome) -> {
            throw new IllegalStateException("disk full");
        };

        Resolution resolution = resolve(shop, ticket);

        assertThat(resolution).isInstanceOf(Confirmed.class);
    }

    @Test
    void resolve_pagedHistory_followsTheCursorToTheEnd() {
        Ticket ticket = doubt(shop, attempt);
        shop.port.onHistory = query -> query.cursor() == null
                ? page("p2", Completeness.CUT, redemption(shop.anAttempt(), "res-1"))
                : page(null, Completeness.PROVEN, redemption(attempt));

        Resolution found = resolve(shop, ticket);

        assertThat(found).isInstanceOf(Confirmed.class);
        assertThat(shop.port.read).extracting(HistoryQuery::cursor).containsExactly(null, "p2");
    }

    @Test
    void resolve_notFoundOnAnyPage_isAbsentOnlyIfNoPageLacksAnything() {
        Ticket ticket = doubt(shop, attempt);
        shop.time.advance(HORIZON);
        shop.port.onHistory =
                query -> query.cursor() == null ? page("p2", Completeness.UNKNOWN) : page(null, Completeness.PROVEN);
        Resolution lacking = resolve(shop, ticket);
        shop.port.onHistory =
                query -> query.cursor() == null ? page("p2", Completeness.CUT) : page(null, Completeness.PROVEN);
        Resolution whole = resolve(shop, ticket);

        assertThat(lacking).isEqualTo(new StillUnknown(ticket, Obstacle.LIST_NOT_COMPLETE));
        assertThat(whole).isInstanceOf(Absent.class);
    }

    /** A redemption made between two reads shifts the list, so one entry is shown on both pages. */
    @Test
    void resolve_pagesOverlap_isNoDuplicate() {
        Ticket ticket = doubt(shop, attempt);
        shop.port.onHistory =
                query -> page(query.cursor() == null ? "p2" : null, Completeness.CUT, redemption(attempt));

        Resolution resolution = resolve(shop, ticket);

        assertThat(resolution).isEqualTo(new Confirmed(redemption(attempt)));
    }

    @Test
    void resolve_pagesWithoutEnd_stopsAndStaysUnknown() {
        Ticket ticket = doubt(shop, attempt);
        shop.time.advance(HORIZON);
        shop.port.onHistory = query -> page("again", Completeness.CUT);

        Resolution resolution = resolve(shop, ticket);

        assertThat(resolution).isEqualTo(new StillUnknown(ticket, Obstacle.LIST_NOT_COMPLETE));
        assertThat(shop.port.read).hasSize(100);
    }

    @Test
    void resolve_reversalStillListed_isTooEarlyAndThenConfirmed() {
        Ticket ticket = reversal();
        shop.port.onFind = (on, id) -> CompletableFuture.completedStage(Optional.of(redemption(attempt)));
        Resolution early = resolve(shop, ticket);
        shop.time.advance(HORIZON);

        Resolution late = resolve(shop, ticket);

        assertThat(early).isEqualTo(new StillUnknown(ticket, Obstacle.TOO_EARLY));
        assertThat(late).isEqualTo(new Confirmed(redemption(attempt)));
    }

    @Test
    void resolve_reversalNotListed_isAbsentOnceTheReadLagIsOver() {
        Ticket ticket = reversal();
        shop.port.onFind = (on, id) -> CompletableFuture.completedStage(Optional.empty());
        lists(shop, Completeness.UNKNOWN);
        Resolution early = resolve(shop, ticket);
        shop.time.advance(RedemptionsBuilder.DEFAULT_MAX_READ_LAG);

        Resolution resolution = resolve(shop, ticket);

        assertThat(early).isEqualTo(new StillUnknown(ticket, Obstacle.TOO_EARLY));
        assertThat(resolution).isInstanceOf(Absent.class);
        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.IN_DOUBT, Change.REMOVED, Change.SETTLED);
        assertThat(shop.port.found).as("no cache may answer").containsOnly(Freshness.FROM_ISSUER);
    }

    /** The 404 of a wrong base path was reported as a reversal. */
    @Test
    void resolve_reversalNotFoundNorItsRedeemable_staysUnknown() {
        Ticket ticket = reversal();
        shop.port.onFind = (on, id) -> CompletableFuture.completedStage(Optional.empty());
        shop.port.onHistory = query -> CompletableFuture.completedStage(Optional.empty());
        resolve(shop, ticket);
        shop.time.advance(HORIZON);

        Resolution resolution = resolve(shop, ticket);

        assertThat(resolution).isEqualTo(new StillUnknown(ticket, Obstacle.REDEEMABLE_GONE));
    }

    @Test
    void resolve_reversalNotFoundButListed_staysUnknown() {
        Ticket ticket = reversal();
        shop.port.onFind = (on, id) -> CompletableFuture.completedStage(Optional.empty());
        lists(shop, Completeness.PROVEN, redemption(attempt));
        resolve(shop, ticket);
        shop.time.advance(HORIZON);

        Resolution resolution = resolve(shop, ticket);

        assertThat(resolution).isEqualTo(new StillUnknown(ticket, Obstacle.TOO_EARLY));
    }

    @Test
    void resolve_reversalAbsenceNotProven_staysUnknownForThatReason() {
        Ticket ticket = reversal();
        shop.port.onFind = (on, id) ->
                CompletableFuture.failedStage(new RedemptionException(FailureCode.INCOMPLETE, "list not proven"));

        Resolution resolution = resolve(shop, ticket);

        assertThat(resolution).isEqualTo(new StillUnknown(ticket, Obstacle.LIST_NOT_COMPLETE));
    }

    private Ticket reversal() {
        return Ticket.of(
                Reversal.of(redemption(attempt)),
                Doubt.NO_ANSWER,
                Likelihood.POSSIBLE,
                1,
                shop.time.now(),
                shop.time.now());
    }

    private static Ticket doubt(Shop shop, RedemptionAttempt attempt) {
        shop.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("reset"));
        RedemptionOutcome outcome = shop.redeem(attempt);
        assertThat(outcome).isInstanceOf(Unknown.class);
        return ((Unknown) outcome).ticket();
    }

    private static Resolution resolve(Shop shop, Ticket ticket) {
        return Shop.now(shop.redemptions.resolve(ticket));
    }

    private static void lists(Shop shop, Completeness completeness, Redemption... redemptions) {
        shop.port.onHistory = query -> page(null, completeness, redemptions);
    }

    private static CompletableFuture<Optional<RedemptionHistory>> page(
            @Nullable String next, Completeness completeness, Redemption... redemptions) {
        return CompletableFuture.completedFuture(
                Optional.of(new RedemptionHistory(List.of(redemptions), null, next, completeness, null)));
    }

    private static Redemption withoutTransaction(Redemption r) {
        return r.toBuilder()
                .transactionId(null)
                .customerId(null)
                .teamId(null)
                .href(null)
                .build();
    }
}
