package io.redemption.inmemory;

import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;

/**
 * Where in the ledger of one redeemable a redemption is. Only grows, because a ledger does: whether the redemption is
 * active is what a {@link Ledger} knows. One position takes some ten bytes, where a map takes fifty.
 *
 * <p>One thread at a time adds; others may find meanwhile, without a lock. They find everything of a ledger that was
 * published after it was added here.
 */
final class RedemptionPositions {
    private static final int FIRST_SIZE = 8;

    /** Positions plus one by the hash of their ids, the next free place if that is taken; 0 is free. */
    private volatile int[] table = new int[FIRST_SIZE];

    private int count;

    /** Adds what a ledger holds from a position on. */
    void addFrom(int position, Ledger ledger) {
        for (int i = position; i < ledger.size(); i++) {
            Redemption made = ledger.redemptionMadeAt(i);
            if (made != null) {
                add(i, made.id(), ledger);
            }
        }
    }

    private void add(int position, RedemptionId id, Ledger ledger) {
        if (2 * (count + 1) > table.length) {
            int[] wider = new int[2 * table.length];
            for (int taken : table) {
                Redemption made = taken == 0 ? null : ledger.redemptionMadeAt(taken - 1);
                if (made != null) {
                    put(wider, taken - 1, made.id());
                }
            }
            table = wider;
        }
        put(table, position, id);
        count++;
    }

    private static void put(int[] into, int position, RedemptionId id) {
        int place = first(into, id);
        while (into[place] != 0) {
            place = next(into, place);
        }
        into[place] = position + 1;
    }

    /** Returns the position of the active redemption with an id in a ledger, or -1 if there is none. */
    int findActive(RedemptionId id, Ledger ledger) {
        int[] from = table;
        int place = first(from, id);
        for (int taken = from[place]; taken != 0; taken = from[place]) {
            Redemption active = ledger.findActive(taken - 1);
            if (active != null && active.id().equals(id)) {
                return taken - 1;
            }
            place = next(from, place);
        }
        return -1;
    }

    private static int first(int[] in, RedemptionId id) {
        // The hash of a text differs little in its high bits for ids of one form.
        return (id.hashCode() * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(in.length - 1);
    }

    private static int next(int[] in, int place) {
        return (place + 1) & (in.length - 1);
    }
}
