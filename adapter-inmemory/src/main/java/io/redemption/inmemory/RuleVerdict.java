package io.redemption.inmemory;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of a basket: the snapshots that it is evaluated against, and their next snapshots as its items are
 * redeemed one after another. Other threads see nothing of it before {@link #publish}. Not thread-safe.
 */
final class RuleVerdict {
    private final Map<RedeemableId, SlotChange> changes = new HashMap<>(4);
    private final List<Redemption> redemptions;
    private Map<Integer, Refused> refusals = Map.of();

    RuleVerdict(int items) {
        this.redemptions = new ArrayList<>(items);
    }

    /** A slot, the snapshot that was evaluated, and the one that is to follow. */
    private static final class SlotChange {
        private final RedeemableSlot slot;
        private final Snapshot seen;
        private Snapshot next;

        SlotChange(RedeemableSlot slot) {
            this.slot = slot;
            this.seen = slot.snapshot();
            this.next = seen;
        }
    }

    /** Takes the snapshot of a slot, unless it is taken already. */
    void include(RedeemableId id, RedeemableSlot slot) {
        if (!changes.containsKey(id)) {
            changes.put(id, new SlotChange(slot));
        }
    }

    /** Returns a redeemable as the items evaluated so far leave it, or {@code null} if there is none. */
    @Nullable
    Snapshot find(RedeemableId id) {
        SlotChange change = changes.get(id);
        return change == null ? null : change.next;
    }

    /** Returns whether an item evaluated so far redeems a coupon for this user. */
    boolean redeemsCouponFor(String userId) {
        for (Redemption redemption : redemptions) {
            if (redemption.redeemable().kind() == RedeemableKind.COUPON
                    && userId.equals(redemption.redeemer().userId())) {
                return true;
            }
        }
        return false;
    }

    /** Takes the redemption of an item whose slot is included. */
    void redeem(Redemption redemption) {
        redemptions.add(redemption);
        SlotChange change = Objects.requireNonNull(changes.get(redemption.redeemable()));
        change.next = change.next.redeemed(redemption);
    }

    void refuse(int position, Refused refused) {
        if (refusals.isEmpty()) {
            refusals = new HashMap<>();
        }
        refusals.put(position, refused);
    }

    boolean isRefusal() {
        return !refusals.isEmpty();
    }

    /** Returns the refused items by their position. */
    Map<Integer, Refused> refusals() {
        return refusals;
    }

    List<Redeemed> redeemed() {
        return redemptions.stream().map(Redeemed::of).toList();
    }

    List<Redemption> redemptions() {
        return redemptions;
    }

    List<RedeemableSlot> slots() {
        return changes.values().stream().map(change -> change.slot).toList();
    }

    /** Returns the slot of the one item. */
    RedeemableSlot slot() {
        return changes.values().iterator().next().slot;
    }

    /** Returns whether no slot has changed since its snapshot was taken. The caller holds the locks of the slots. */
    boolean stillHolds() {
        for (SlotChange change : changes.values()) {
            if (!change.slot.isAt(change.seen)) {
                return false;
            }
        }
        return true;
    }

    /** Publishes the next snapshots. The caller holds the locks of the slots. */
    void publish() {
        changes.values().forEach(change -> change.slot.publish(change.next));
    }
}
