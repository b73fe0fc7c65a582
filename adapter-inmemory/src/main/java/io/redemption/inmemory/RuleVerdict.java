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
 * A basket being judged: the snapshots it is judged against, and what they become as its items are redeemed one after
 * the other. Nothing in it is visible to anybody before {@link #publish}. Not thread-safe.
 */
final class RuleVerdict {
    private final Map<RedeemableId, RedeemableSlot> slots = new HashMap<>();
    private final Map<RedeemableSlot, Snapshot> seen = new HashMap<>();
    private final Map<RedeemableSlot, Snapshot> next = new HashMap<>();
    private final List<Redemption> redemptions = new ArrayList<>();
    private final Map<Integer, Refused> refusals = new LinkedHashMap<>();

    /** Takes an account's snapshot, unless it is taken already. */
    void include(RedeemableId id, RedeemableSlot slot) {
        if (slots.putIfAbsent(id, slot) == null) {
            Snapshot snapshot = slot.snapshot();
            seen.put(slot, snapshot);
            next.put(slot, snapshot);
        }
    }

    /** A redeemable as the items judged so far leave it, or {@code null} if there is none. */
    @Nullable
    Snapshot find(RedeemableId id) {
        RedeemableSlot slot = slots.get(id);
        return slot == null ? null : next.get(slot);
    }

    /** Whether an item judged so far redeems a coupon for this user. */
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

    /** Whether nothing has moved since it was looked at; asked under the locks of the accounts. */
    boolean stillHolds() {
        return seen.entrySet().stream().allMatch(entry -> entry.getKey().isAt(entry.getValue()));
    }

    /** Makes it so; called under the locks of the accounts. */
    void publish() {
        next.forEach(RedeemableSlot::publish);
    }
}
