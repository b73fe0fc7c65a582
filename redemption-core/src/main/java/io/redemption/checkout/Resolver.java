package io.redemption.checkout;

import io.redemption.AttemptId;
import io.redemption.Completeness;
import io.redemption.FailureCode;
import io.redemption.Freshness;
import io.redemption.HistoryQuery;
import io.redemption.Operation;
import io.redemption.RedeemableChanges.Change;
import io.redemption.RedeemableChanges.RedemptionChange;
import io.redemption.Redeemed;
import io.redemption.Redemption;
import io.redemption.RedemptionException;
import io.redemption.RedemptionHistory;
import io.redemption.RedemptionId;
import io.redemption.RedemptionListener.Resolved;
import io.redemption.RedemptionListener.Verdict;
import io.redemption.Resolution;
import io.redemption.Resolution.Absent;
import io.redemption.Resolution.Confirmed;
import io.redemption.Resolution.Duplicate;
import io.redemption.Resolution.Obstacle;
import io.redemption.Resolution.StillUnknown;
import io.redemption.Ticket;
import io.redemption.TransactionId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The use case resolve: one look at what the issuer recorded. It reads and never sends. Finding our marker needs no
 * assumption; not finding it proves something only if the list is proven complete, the issuer is known to keep markers,
 * and so much time has passed that the request can neither be executed nor be hidden any more.
 */
final class Resolver {
    private static final int MAX_PAGES = 100;

    private final Wiring wiring;
    private final Reading reading;
    private final Reporter reporter;
    private final Records records;
    private final MarkerMemory markers;

    Resolver(Wiring wiring, Reading reading, MarkerMemory markers) {
        this.wiring = wiring;
        this.reading = reading;
        this.reporter = wiring.reporter();
        this.records = wiring.records();
        this.markers = markers;
    }

    CompletionStage<Resolution> resolve(Ticket ticket) {
        Looking looking = new Looking();
        CompletionStage<Resolution> look = ticket.operation() == Operation.REVERSE
                ? lookForReversed(ticket, looking)
                : lookForRedeemed(ticket, looking);
        CallerStage<Resolution> own = new CallerStage<>(looking::leave);
        look.exceptionally(failed -> new StillUnknown(ticket, obstacle(failed)))
                .thenCompose(resolution -> record(ticket, resolution))
                .whenComplete((resolution, thrown) -> Stages.relay(resolution, thrown, own));
        return own;
    }

    private static Obstacle obstacle(Throwable failed) {
        boolean incomplete =
                Stages.cause(failed) instanceof RedemptionException known && known.code() == FailureCode.INCOMPLETE;
        return incomplete ? Obstacle.LIST_NOT_COMPLETE : Obstacle.NOT_READABLE;
    }

    private CompletionStage<Resolution> lookForReversed(Ticket ticket, Looking looking) {
        RedemptionId redemption = ticket.redemption();
        if (redemption == null) {
            return CompletableFuture.completedStage(new StillUnknown(ticket, Obstacle.NO_MARKER));
        }
        // Who holds the ticket knows of the doubt; a cache below may not yet, and must not believe what it remembers.
        wiring.tell(ticket.redeemable(), Change.IN_DOUBT, new RedemptionChange(redemption, null));
        return looking.read(() -> reading.read(
                        Operation.FIND,
                        ticket.redeemable().kind(),
                        () -> wiring.port().find(ticket.redeemable(), redemption, Freshness.FROM_ISSUER)))
                .thenApply(found -> found.<Resolution>map(standing -> isTooEarly(ticket)
                                ? new StillUnknown(ticket, Obstacle.TOO_EARLY)
                                : new Confirmed(standing))
                        .orElseGet(this::absent));
    }

    private CompletionStage<Resolution> lookForRedeemed(Ticket ticket, Looking looking) {
        TransactionId marker = ticket.marker();
        if (marker == null) {
            return CompletableFuture.completedStage(new StillUnknown(ticket, Obstacle.NO_MARKER));
        }
        return page(ticket, looking, HistoryQuery.ofTransaction(marker), new Sightings(marker), 1);
    }

    private CompletionStage<Resolution> page(
            Ticket ticket, Looking looking, HistoryQuery query, Sightings seen, int number) {
        CompletionStage<Optional<RedemptionHistory>> page = looking.read(() -> reading.read(
                Operation.HISTORY,
                ticket.redeemable().kind(),
                () -> wiring.port().history(ticket.redeemable(), query)));
        return page.thenCompose(history -> {
            if (history.isEmpty()) {
                return CompletableFuture.completedStage(new StillUnknown(ticket, Obstacle.REDEEMABLE_GONE));
            }
            seen.add(history.get());
            String next = history.get().nextCursor();
            return next == null || number == MAX_PAGES
                    ? CompletableFuture.completedStage(judge(ticket, seen, next == null))
                    : page(ticket, looking, query.after(next), seen, number + 1);
        });
    }

    private Resolution judge(Ticket ticket, Sightings seen, boolean toTheEnd) {
        List<Redemption> ours = List.copyOf(seen.ours.values());
        if (ours.size() == 1) {
            return new Confirmed(ours.get(0));
        }
        if (ours.size() > 1) {
            return new Duplicate(ours);
        }
        if (isTooEarly(ticket)) {
            return new StillUnknown(ticket, Obstacle.TOO_EARLY);
        }
        if (!toTheEnd || !seen.complete) {
            return new StillUnknown(ticket, Obstacle.LIST_NOT_COMPLETE);
        }
        return markers.isProven(ticket.redeemable().kind())
                ? absent()
                : new StillUnknown(ticket, Obstacle.MARKER_NOT_PROVEN);
    }

    private boolean isTooEarly(Ticket ticket) {
        Duration settling = wiring.lateApply().plus(wiring.visibility());
        return wiring.time().now().isBefore(ticket.doubtfulSince().plus(settling));
    }

    private Resolution absent() {
        return new Absent(wiring.lateApply(), wiring.visibility());
    }

    private CompletionStage<Resolution> record(Ticket ticket, Resolution resolution) {
        Verdict verdict = resolution.fold(
                confirmed -> Verdict.CONFIRMED,
                absent -> Verdict.ABSENT,
                duplicate -> Verdict.DUPLICATE,
                still -> Verdict.STILL_UNKNOWN);
        if (verdict != Verdict.STILL_UNKNOWN) {
            tellFound(ticket, resolution);
            wiring.tell(ticket.redeemable(), Change.SETTLED, doubtOf(ticket));
        }
        Duration age = Duration.between(ticket.doubtfulSince(), wiring.time().now());
        reporter.tell(l ->
                l.resolved(new Resolved(ticket.operation(), ticket.redeemable().kind(), verdict, age)));
        return settled(ticket, resolution).handle((recorded, thrown) -> resolution);
    }

    private static @Nullable RedemptionChange doubtOf(Ticket ticket) {
        AttemptId attempt = ticket.attemptId();
        RedemptionId redemption = ticket.redemption();
        return attempt == null && redemption == null ? null : new RedemptionChange(redemption, null, attempt);
    }

    /** What was looked for and found, or not found any more, is as good as acknowledged. */
    private void tellFound(Ticket ticket, Resolution resolution) {
        RedemptionId reversed = ticket.redemption();
        if (ticket.operation() != Operation.REVERSE) {
            List<Redemption> found = resolution.fold(
                    confirmed -> List.of(confirmed.redemption()),
                    absent -> List.of(),
                    Duplicate::redemptions,
                    still -> List.of());
            found.forEach(redemption ->
                    wiring.tell(ticket.redeemable(), Change.ADDED, new RedemptionChange(redemption.id(), redemption)));
        } else if (resolution instanceof Absent && reversed != null) {
            wiring.tell(ticket.redeemable(), Change.REMOVED, new RedemptionChange(reversed, null));
        }
    }

    private CompletionStage<?> settled(Ticket ticket, Resolution resolution) {
        AttemptId attempt = ticket.attemptId();
        if (attempt == null) {
            return CompletableFuture.completedStage(resolution);
        }
        if (resolution instanceof Confirmed confirmed) {
            return records.settle(attempt, Redeemed.of(confirmed.redemption()));
        }
        return resolution instanceof Absent ? records.discard(attempt) : CompletableFuture.completedStage(resolution);
    }

    /**
     * Our redemptions among those that the pages showed, and whether the pages together showed all. By id, because pages
     * overlap where something was redeemed between reading them.
     */
    private static final class Sightings {
        private final TransactionId marker;
        private final Map<RedemptionId, Redemption> ours = new LinkedHashMap<>();
        private boolean complete = true;

        Sightings(TransactionId marker) {
            this.marker = marker;
        }

        void add(RedemptionHistory page) {
            page.redemptions().stream()
                    .filter(redemption -> marker.equals(redemption.transactionId()))
                    .forEach(redemption -> ours.put(redemption.id(), redemption));
            boolean cutByLimitAlone = page.completeness() == Completeness.CUT && page.nextCursor() != null;
            complete &= page.completeness() == Completeness.PROVEN || cutByLimitAlone;
        }
    }
}
