package io.redemption.inmemory;

import io.redemption.model.Code;
import io.redemption.model.Completeness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.port.TimeSource;
import java.util.List;
import java.util.Optional;

/**
 * Reads redeemables and their redemptions without a lock, each answer at one moment. Answers are empty if there is no
 * such redeemable. Thread-safe.
 */
final class StateReads {
    private final Catalogue catalogue;
    private final TimeSource time;

    StateReads(Catalogue catalogue, TimeSource time) {
        this.catalogue = catalogue;
        this.time = time;
    }

    Optional<RedeemableState> state(RedeemableId id) {
        return snapshot(id).map(Snapshot::state);
    }

    Optional<RedeemableState> state(Code code) {
        return Optional.ofNullable(catalogue.find(code))
                .map(slot -> slot.snapshot().state());
    }

    Optional<Redemption> find(RedeemableId redeemable, RedemptionId redemption) {
        return slot(redeemable).map(slot -> slot.findActive(redemption));
    }

    Optional<RedemptionHistory> history(RedeemableId redeemable, HistoryQuery query) {
        return snapshot(redeemable).map(snapshot -> history(snapshot.ledger(), query));
    }

    private RedemptionHistory history(Ledger ledger, HistoryQuery query) {
        int limit = query.limit() == null ? Integer.MAX_VALUE : query.limit();
        Ledger.Page page = ledger.page(Cursor.read(query.cursor()), limit, redemption -> query.matches(redemption));
        return new RedemptionHistory(
                page.redemptions(),
                (long) ledger.activeCount(),
                Cursor.write(page.nextBelow()),
                page.nextBelow() == null ? Completeness.PROVEN : Completeness.CUT,
                time.now());
    }

    /** Returns all entries, oldest first. */
    List<LedgerEntry> ledger(RedeemableId redeemable) {
        return snapshot(redeemable).map(snapshot -> snapshot.ledger().entries()).orElse(List.of());
    }

    private Optional<Snapshot> snapshot(RedeemableId id) {
        return slot(id).map(RedeemableSlot::snapshot);
    }

    private Optional<RedeemableSlot> slot(RedeemableId id) {
        return Optional.ofNullable(catalogue.find(ImmediateStages.required("redeemable", id)));
    }
}
