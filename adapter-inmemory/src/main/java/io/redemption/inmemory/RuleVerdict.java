package io.redemption.inmemory;

import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of a basket: the snapshots that it is evaluated against, and their next snapshots as its items are
 * redeemed one after another. Other threads see nothing of it before {@link #publish}. Not thread-safe.
 */
final class RuleVerdict {
    private final Map<RedeemableId, RedeemableSlot> slots = new HashMap<>();
    private final Map<RedeemableSlot, Snapshot> seen = new HashMap<>();
    private final Map<RedeemableSlot, Snapshot> next = new HashMap<>();
    private final List<Redemption> redemptions = new ArrayList<>();
    private final Map<Integer, Refused> refusals = new LinkedHashMap<>();

    /** Takes the snapshot of a slot, unless it is taken already. */
    void include(RedeemableId id, RedeemableSlot slot) {
        if (slots.putIfAbsent(id, slot) == null) {
            Snapshot snapshot = slot.snapshot();
            seen.put(slot, snapshot);
            next.put(slot, snapshot);
        }
    }

    /** Returns a redeemable as the items evaluated so far leave it, or {@code null} if there is none. */
    @Nullable
    Snapshot find(RedeemableId id) {
        RedeemableSlot slot = slots.get(id);
        return slot == null ? null : next.get(slot);
    }

    /** Returns whether an item evaluated so far redeems a coupon for this user. */
    boolean redeemsCouponFor(String userId) {
        return redemptions.stream()
                .anyMatch(redemption -> redemption.redeemable().kind() == RedeemableKind.COUPON
                        && userId.equals(redemption.redeemer().userId()));
    }

    void redeem(Redemption redemption) {
        redemptions.add(redemption);
        RedeemableSlot slot = slots.get(redemption.redeemable());
        next.computeIfPresent(slot, (key, snapshot) -> snapshot.redeemed(redemption));
    }

    void refuse(int position, Refused refused) {
        refusals.put(position, refused);
    }

    boolean isRefusal() {
        return !refusals.isEmpty();
    }

    BasketOutcome outcome() {
        return isRefusal()
                ? new NoneRedeemed(refusals)
                : new AllRedeemed(redemptions.stream().map(Redeemed::of).toList());
    }

    List<Redemption> redemptions() {
        return redemptions;
    }

    Collection<RedeemableSlot> slots() {
        return seen.keySet();
    }

    /** Returns whether no slot has changed since its snapshot was taken. The caller holds the locks of the slots. */
    boolean stillHolds() {
        return seen.entrySet().stream().allMatch(entry -> entry.getKey().isAt(entry.getValue()));
    }

    /** Publishes the next snapshots. The caller holds the locks of the slots. */
    void publish() {
        next.forEach(RedeemableSlot::publish);
    }
}
