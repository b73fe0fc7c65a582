package io.redemption;

import io.redemption.events.RedemptionListener.Component;
import io.redemption.internal.CallerStage;
import io.redemption.internal.Stages;
import io.redemption.model.AttemptId;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Resolution.Duplicate;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Resolution.StillUnknown;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import io.redemption.port.ReversalState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a doubt by reading once what the issuer recorded. It never sends. Finding our own redemption needs no
 * assumption. Not finding it proves absence only if the list is proven complete, the issuer's lists are known to keep
 * transaction ids, nothing listed may be ours, and enough time has certainly passed that the request can be neither
 * executed nor hidden any more. Weaker evidence does not change an earlier resolution.
 */
final class Resolver {
    private final RedemptionsContext context;
    private final ReadOperation readOperation;
    private final GuardedJournal journal;
    private final Doubts doubts;
    private final MarkerRetention markers;
    private final MarkerSearch search;
    private final SecondWitness witness;
    private final ResolutionRecorder recorder;

    Resolver(RedemptionsContext context, ReadOperation readOperation, Doubts doubts, MarkerRetention markers) {
        this.context = context;
        this.readOperation = readOperation;
        this.journal = context.guardedJournal();
        this.doubts = doubts;
        this.markers = markers;
        this.search = new MarkerSearch(context, doubts.clock());
        this.witness = new SecondWitness(context, readOperation, search);
        this.recorder = new ResolutionRecorder(context, doubts);
    }

    /** Looks for an attempt that may have been sent. */
    CompletionStage<Resolution> recover(RedemptionAttempt attempt) {
        CancellableReads reads = new CancellableReads();
        Ticket begun = doubts.begunEarlier(attempt).ticket();
        CompletionStage<Resolution> look = journal.find(attempt.id())
                .handle((state, thrown) -> state == null ? Optional.<AttemptState>empty() : state)
                .thenCompose(state ->
                        look(state.map(known -> ticketOf(known, begun)).orElse(begun), reads, () -> true));
        return answered(look, begun, reads);
    }

    private static Ticket ticketOf(AttemptState known, Ticket begun) {
        return known.fold(
                open -> open.ticket() == null ? begun : open.ticket(),
                settled -> begun,
                in -> begun,
                reversed -> begun,
                absent -> begun);
    }

    CompletionStage<Resolution> resolve(Ticket ticket) {
        return resolve(ticket, () -> true);
    }

    /**
     * Resolves a doubt for one who may lose the right to.
     *
     * @param mayAct whether the result may be recorded; asked right before. If not, it is still unknown
     */
    CompletionStage<Resolution> resolve(Ticket ticket, BooleanSupplier mayAct) {
        CancellableReads reads = new CancellableReads();
        return answered(look(ticket, reads, mayAct), ticket, reads);
    }

    private CompletionStage<Resolution> look(Ticket asked, CancellableReads reads, BooleanSupplier mayAct) {
        Ticket ticket = doubts.compared(asked);
        return ticket.operation() == Operation.REVERSE
                ? lookForReversed(ticket, reads, mayAct)
                : lookForRedeemed(ticket, reads, mayAct);
    }

    private static CompletionStage<Resolution> tooLate(Ticket ticket) {
        return CompletableFuture.completedStage(new StillUnknown(ticket, Obstacle.NOT_READABLE));
    }

    private static CompletionStage<Resolution> answered(
            CompletionStage<Resolution> look, Ticket ticket, CancellableReads reads) {
        CallerStage<Resolution> own = new CallerStage<>(reads::leave);
        look.exceptionally(failed -> new StillUnknown(ticket, obstacle(failed)))
                .whenComplete((resolution, thrown) -> Stages.relay(resolution, thrown, own));
        return own;
    }

    private static Obstacle obstacle(Throwable failed) {
        boolean incomplete =
                Stages.cause(failed) instanceof RedemptionException known && known.code() == FailureCode.INCOMPLETE;
        return incomplete ? Obstacle.LIST_NOT_COMPLETE : Obstacle.NOT_READABLE;
    }

    private CompletionStage<Resolution> lookForReversed(Ticket ticket, CancellableReads reads, BooleanSupplier mayAct) {
        RedemptionId redemption = ticket.redemption();
        if (redemption == null) {
            return CompletableFuture.completedStage(new StillUnknown(ticket, Obstacle.NO_MARKER));
        }
        // A cache may not know of this doubt yet, and must not answer from its memory.
        context.notifyChange(ticket.redeemable(), Change.IN_DOUBT, new RedemptionChange(redemption, null));
        CompletionStage<Optional<ReversalState>> before =
                journal.findReversal(new Reversal(ticket.redeemable(), redemption));
        return before.thenCompose(known -> {
            ReversalState state = known.orElse(null);
            long askedAt = context.time().nanoTime();
            return find(ticket, redemption, reads)
                    .thenApply(found -> evaluateReversal(ticket, state, found.orElse(null), askedAt))
                    .thenCompose(resolution -> withParent(ticket, state, reads, resolution))
                    .exceptionally(failed -> new StillUnknown(ticket, obstacle(failed)))
                    .thenCompose(resolution -> reads.inScope(() ->
                            mayAct.getAsBoolean() ? recorder.ofReversal(ticket, state, resolution) : tooLate(ticket)));
        });
    }

    private CompletionStage<Optional<Redemption>> find(Ticket ticket, RedemptionId redemption, CancellableReads reads) {
        return reads.read(() -> readOperation.read(
                Operation.FIND,
                ticket.redeemable().kind(),
                () -> context.port().find(ticket.redeemable(), redemption, Freshness.FROM_ISSUER)));
    }

    /**
     * Confirms an absence by a read of the redeemable, which must exist and not list the redemption: any web server
     * answers 404 to an unknown path. An absence that the journal knows needs no second read.
     */
    private CompletionStage<Resolution> withParent(
            Ticket ticket, @Nullable ReversalState before, CancellableReads reads, Resolution resolution) {
        boolean isAbsent = resolution.fold(confirmed -> false, absent -> true, duplicate -> false, still -> false);
        if (!isAbsent || wasGone(before)) {
            return CompletableFuture.completedStage(resolution);
        }
        return reads.read(() -> readOperation.read(
                        Operation.HISTORY,
                        ticket.redeemable().kind(),
                        () -> context.port().history(ticket.redeemable(), HistoryQuery.ALL_FROM_ISSUER)))
                .thenApply(parent -> parent.map(listed ->
                                isIn(listed, ticket) ? new StillUnknown(ticket, Obstacle.TOO_EARLY) : resolution)
                        .orElseGet(() -> new StillUnknown(ticket, Obstacle.REDEEMABLE_GONE)));
    }

    private static boolean isIn(RedemptionHistory listed, Ticket ticket) {
        return listed.redemptions().stream()
                .anyMatch(redemption -> redemption.id().equals(ticket.redemption()));
    }

    private static boolean wasGone(@Nullable ReversalState before) {
        return before != null && before.fold(gone -> true, doubt -> false, stands -> false);
    }

    private Resolution evaluateReversal(
            Ticket ticket, @Nullable ReversalState before, @Nullable Redemption standing, long askedAt) {
        boolean wasGone = wasGone(before);
        Duration elapsed = doubts.clock().elapsed(ticket, AttemptJournal.NO_OPENING, null, askedAt);
        if (standing == null) {
            return wasGone || elapsed.compareTo(context.maxReadLag()) >= 0
                    ? absent()
                    : new StillUnknown(ticket, Obstacle.TOO_EARLY);
        }
        if (wasGone) {
            // Within the read lag a list may still show what is gone. After that it is a contradiction.
            return elapsed.compareTo(context.maxReadLag()) >= 0 ? new Confirmed(standing) : absent();
        }
        return elapsed.compareTo(doubts.horizon(ticket)) >= 0
                ? new Confirmed(standing)
                : new StillUnknown(ticket, Obstacle.TOO_EARLY);
    }

    private CompletionStage<Resolution> lookForRedeemed(Ticket ticket, CancellableReads reads, BooleanSupplier mayAct) {
        AttemptId attempt = ticket.attemptId();
        if (ticket.marker() == null || attempt == null) {
            return CompletableFuture.completedStage(new StillUnknown(ticket, Obstacle.NO_MARKER));
        }
        return withEvidence(ticket.redeemable().kind(), () -> journal.find(attempt))
                .thenCompose(known -> {
                    AttemptState state = known.orElse(null);
                    long askedAt = context.time().nanoTime();
                    return search.search(
                                    ticket,
                                    query -> reads.read(() -> readOperation.read(
                                            Operation.HISTORY,
                                            ticket.redeemable().kind(),
                                            () -> context.port().history(ticket.redeemable(), query))))
                            .thenApply(matches -> matches.map(seen -> evaluate(ticket, state, seen, askedAt))
                                    .orElseGet(() -> new StillUnknown(ticket, Obstacle.REDEEMABLE_GONE)))
                            .thenCompose(resolution -> withWitness(ticket, state, reads, resolution))
                            .exceptionally(failed -> new StillUnknown(ticket, obstacle(failed)))
                            .thenApply(resolution -> keepVerdict(state, resolution))
                            .thenCompose(resolution -> reads.inScope(() -> mayAct.getAsBoolean()
                                    ? recorder.ofRedeem(ticket, state, resolution)
                                    : tooLate(ticket)));
                });
    }

    /** Adds what other processes learned of the issuer's lists, if this one has not learned enough. */
    private <T> CompletionStage<T> withEvidence(RedeemableKind kind, Supplier<CompletionStage<T>> next) {
        boolean mayKnowMore =
                context.journal().survivesRestart() || context.journal().isShared();
        if (!mayKnowMore || markers.isProven(kind)) {
            return next.get();
        }
        return journal.evidence()
                .thenAccept(markers::restore)
                .handle((restored, thrown) -> true)
                .thenCompose(any -> next.get());
    }

    /** Evaluates once more, if only the list's completeness was not proven and something else proves it. */
    private CompletionStage<Resolution> withWitness(
            Ticket ticket, @Nullable AttemptState state, CancellableReads reads, Resolution resolution) {
        boolean lacksProof = resolution.fold(
                confirmed -> false,
                absent -> false,
                duplicate -> false,
                still -> still.why() == Obstacle.LIST_NOT_COMPLETE);
        if (!lacksProof) {
            return CompletableFuture.completedStage(resolution);
        }
        long askedAt = context.time().nanoTime();
        return witness.search(ticket, reads)
                .thenApply(whole -> whole.map(seen -> evaluate(ticket, state, seen, askedAt, true))
                        .orElse(resolution))
                .exceptionally(unread -> resolution);
    }

    private Resolution evaluate(Ticket ticket, @Nullable AttemptState state, MarkerMatches seen, long askedAt) {
        return evaluate(ticket, state, seen, askedAt, seen.isComplete());
    }

    private Resolution evaluate(
            Ticket ticket, @Nullable AttemptState state, MarkerMatches seen, long askedAt, boolean isComplete) {
        List<Redemption> ours = seen.ours();
        if (ours.size() == 1) {
            learn(ticket, ours.get(0));
            return new Confirmed(ours.get(0));
        }
        if (ours.size() > 1) {
            return new Duplicate(ours);
        }
        if (!seen.redemptionsOfOthers().isEmpty()) {
            return new StillUnknown(ticket, Obstacle.MARKER_TAKEN, seen.redemptionsOfOthers());
        }
        Ticket timed = timed(ticket, seen.issuerTime());
        if (!isOver(timed, state, seen.issuerTime(), askedAt)) {
            return new StillUnknown(timed, Obstacle.TOO_EARLY, seen.candidates());
        }
        if (!seen.candidates().isEmpty()) {
            return new StillUnknown(timed, Obstacle.CANDIDATES_FOUND, seen.candidates());
        }
        if (!isComplete) {
            return new StillUnknown(timed, Obstacle.LIST_NOT_COMPLETE);
        }
        return markers.isProven(ticket.redeemable().kind())
                ? absent()
                : new StillUnknown(timed, Obstacle.MARKER_NOT_PROVEN);
    }

    private void learn(Ticket ticket, Redemption listed) {
        if (ticket.marker() != null) {
            try {
                markers.learn(ticket.redeemable().kind(), ticket.marker(), listed.transactionId());
            } catch (RuntimeException | Error ofTheClock) {
                context.reporter().componentFailed(Component.TIME_SOURCE, ofTheClock); // the find is valid without it
            }
        }
    }

    /** Adds the issuer's time to a ticket that has none, plus its resolution of a second. Waiting begins with it. */
    private static Ticket timed(Ticket ticket, @Nullable Instant issuerTime) {
        return ticket.issuerTime() == null && issuerTime != null
                ? ticket.withLaterIssuerTime(issuerTime.plusSeconds(1))
                : ticket;
    }

    /**
     * Returns whether enough time has certainly passed that no send of this attempt can be under way. Both the ticket
     * and the journal must show it, because the attempt may have been sent again since the ticket was created.
     */
    private boolean isOver(Ticket ticket, @Nullable AttemptState state, @Nullable Instant issuerTime, long askedAt) {
        boolean isOver = isOver(ticket, AttemptJournal.NO_OPENING, issuerTime, askedAt);
        if (state == null) {
            return isOver;
        }
        return state.<Boolean>fold(
                open -> isOverOpen(ticket, open, issuerTime, askedAt),
                settled -> settled.outcome()
                        .<Boolean>fold(
                                redeemed -> isGone(ticket, redeemed.redemption(), askedAt),
                                refused -> isOver,
                                unknown -> isOver),
                in -> isGone(ticket, in.redemption(), askedAt),
                reversed -> isOver,
                absent -> isOver);
    }

    /**
     * Returns whether a redemption that was confirmed once is reversed. No send of it is under way, but the read lag
     * may hide it.
     */
    private boolean isGone(Ticket ticket, Redemption redeemed, long askedAt) {
        return doubts.isGone(redeemed, askedAt) && !doubts.clock().isUnderWay(DoubtClock.keyOf(ticket));
    }

    private boolean isOverOpen(Ticket ticket, AttemptState.Open open, @Nullable Instant issuerTime, long askedAt) {
        Ticket last = open.ticket();
        // The end of its last send is not recorded: waiting for it begins now, even if an older ticket says otherwise.
        Ticket newest = last == null ? Doubts.begunEarlier(ticket) : last;
        return isOver(ticket, open.opening(), issuerTime, askedAt)
                && isOver(newest, open.opening(), issuerTime, askedAt);
    }

    private boolean isOver(Ticket ticket, long opening, @Nullable Instant issuerTime, long askedAt) {
        return doubts.clock().elapsed(ticket, opening, issuerTime, askedAt).compareTo(doubts.horizon(ticket)) >= 0;
    }

    /** Keeps a proven absence until something is found. */
    private Resolution keepVerdict(@Nullable AttemptState state, Resolution resolution) {
        boolean wasAbsent = state != null
                && state.fold(open -> false, settled -> false, in -> false, reversed -> false, absent -> true);
        return resolution.fold(
                confirmed -> confirmed,
                absent -> absent,
                duplicate -> duplicate,
                still -> wasAbsent && still.found().isEmpty() ? absent() : still);
    }

    private Resolution absent() {
        return new Absent(context.maxExecutionDelay(), context.maxReadLag());
    }

    /**
     * Reads back a redemption that was just acknowledged, if it is not known whether the issuer's lists keep the
     * transaction ids of this kind. Runs in the background. After a failure it is tried again with the next
     * acknowledgement.
     */
    void readBack(RedemptionAttempt attempt) {
        RedeemableKind kind = attempt.redeemable().kind();
        if (attempt.marker() == null || !markers.beginReadBack(kind)) {
            return;
        }
        try {
            Ticket ticket = doubts.compared(doubts.begunEarlier(attempt).ticket());
            search.search(
                            ticket,
                            query -> context.quietReads()
                                    .read(() -> context.port().history(ticket.redeemable(), query)))
                    .whenComplete((matches, thrown) -> {
                        markers.endReadBack(kind);
                        if (matches != null) {
                            matches.ifPresent(seen -> learnAcknowledged(ticket, attempt.id(), seen));
                        }
                    });
        } catch (Throwable broken) {
            markers.endReadBack(kind);
        }
    }

    private void learnAcknowledged(Ticket ticket, AttemptId attempt, MarkerMatches seen) {
        seen.possibleMatches().stream()
                .filter(redemption -> attempt.equals(seen.owner(redemption)))
                .forEach(redemption -> learn(ticket, redemption));
    }
}
