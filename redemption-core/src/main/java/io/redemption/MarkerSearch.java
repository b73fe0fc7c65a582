package io.redemption;

import io.redemption.model.Capability;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Reads the issuer's list for a redemption in doubt, page by page, and asks the journal which attempts own the
 * redemptions found.
 */
final class MarkerSearch {
    private static final int MAX_PAGES = 100;

    private final RedemptionsContext context;
    private final GuardedJournal journal;
    private final DoubtClock clock;

    MarkerSearch(RedemptionsContext context, DoubtClock clock) {
        this.context = context;
        this.journal = context.guardedJournal();
        this.clock = clock;
    }

    /** Makes one read of the history. */
    interface PageReader extends Function<HistoryQuery, CompletionStage<Optional<RedemptionHistory>>> {}

    /**
     * Searches the history.
     *
     * @param ticket what is in doubt; it has a marker
     * @return the redemptions found, or empty if there is no such redeemable. Fails as the reader does
     */
    CompletionStage<Optional<MarkerMatches>> search(Ticket ticket, PageReader reader) {
        boolean listsIdsAsSent = context.port().capabilities().has(Capability.KEEPS_TRANSACTION_IDS);
        HistoryQuery query = listsIdsAsSent && ticket.marker() != null
                ? HistoryQuery.ofTransaction(ticket.marker())
                : HistoryQuery.resolving(ticket);
        return search(ticket, query, reader);
    }

    /** Searches the whole history, with what cannot be ours. */
    CompletionStage<Optional<MarkerMatches>> searchAll(Ticket ticket, PageReader reader) {
        return search(ticket, HistoryQuery.ALL_FROM_ISSUER, reader);
    }

    private CompletionStage<Optional<MarkerMatches>> search(Ticket ticket, HistoryQuery query, PageReader reader) {
        MarkerMatches matches =
                new MarkerMatches(ticket, context.maxExecutionDelay().plus(context.maxReadLag()));
        return page(query, matches, reader, 1)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedStage(found)
                        : owned(matches).thenApply(Optional::of));
    }

    private CompletionStage<Optional<MarkerMatches>> page(
            HistoryQuery query, MarkerMatches matches, PageReader reader, int number) {
        long askedAt = context.time().nanoTime();
        return reader.apply(query).thenCompose(history -> {
            if (history.isEmpty()) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            RedemptionHistory page = history.get();
            if (page.issuerTime() != null) {
                clock.issuerTime(page.issuerTime(), askedAt);
            }
            matches.add(page);
            String next = page.nextCursor();
            return next == null || number == MAX_PAGES
                    ? CompletableFuture.completedStage(Optional.of(matches))
                    : page(query.after(next), matches, reader, number + 1);
        });
    }

    private CompletionStage<MarkerMatches> owned(MarkerMatches matches) {
        CompletionStage<MarkerMatches> asked = CompletableFuture.completedStage(matches);
        for (Redemption match : matches.possibleMatches()) {
            asked = asked.thenCompose(so -> journal.ownerOf(Reversal.of(match)).thenApply(owner -> {
                owner.ifPresent(attempt -> matches.ownedBy(match, attempt));
                return matches;
            }));
        }
        return asked;
    }
}
