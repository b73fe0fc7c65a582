package io.redemption.port;

/**
 * Finds numbered slots by the hash of a key, of which a slot has one at most. Holds numbers only, which cost a
 * collector nothing: the owner keeps the slots and compares the keys. Open addressing with linear probing. Not
 * thread-safe.
 */
final class SlotIndex {
    private static final int FREE = 0;
    private static final int NO_KEY = 0;
    private static final int SPREAD = 0x9E3779B9; // 2^32 divided by the golden ratio

    private final int slots;
    private final int shift;
    private int[] hashes = {}; // by slot; none before the first key
    private int[] places = {FREE}; // the number of a slot, plus 1

    /**
     * Creates an empty index.
     *
     * @param slots how many slots there are, a power of two
     */
    SlotIndex(int slots) {
        this.slots = slots;
        this.shift = Integer.numberOfLeadingZeros(2 * slots) + 1;
    }

    /** Gives a slot of another index the key that a slot has here, if it has one. */
    void copyTo(SlotIndex other, int slot, int otherSlot) {
        if (hasKey(slot)) {
            other.put(hashes[slot], otherSlot);
        }
    }

    /** Gives a slot that has no key one with this hash. */
    void put(int hash, int slot) {
        if (hashes.length == 0) {
            hashes = new int[slots];
            places = new int[2 * slots];
        }
        hashes[slot] = keyed(hash);
        int place = home(keyed(hash));
        while (places[place] != FREE) {
            place = after(place);
        }
        places[place] = slot + 1;
    }

    /** Returns a slot whose key has this hash, -1 if there is none. */
    int first(int hash) {
        return firstFrom(home(keyed(hash)), keyed(hash));
    }

    /** Returns the next slot whose key has the hash of this slot's key, -1 if there is none. */
    int next(int slot) {
        return firstFrom(after(placeOf(slot)), hashes[slot]);
    }

    private int firstFrom(int from, int hash) {
        for (int place = from; places[place] != FREE; place = after(place)) {
            int slot = places[place] - 1;
            if (hashes[slot] == hash) {
                return slot;
            }
        }
        return -1;
    }

    /** Takes the key of a slot away, if it has one. */
    void remove(int slot) {
        if (!hasKey(slot)) {
            return;
        }
        int gap = placeOf(slot);
        hashes[slot] = NO_KEY;
        // What was put behind the gap because its own place was taken moves into it, so that it is found.
        for (int place = after(gap); places[place] != FREE; place = after(place)) {
            int home = home(hashes[places[place] - 1]);
            if (distance(home, place) >= distance(gap, place)) {
                places[gap] = places[place];
                gap = place;
            }
        }
        places[gap] = FREE;
    }

    private int placeOf(int slot) {
        int place = home(hashes[slot]);
        while (places[place] != slot + 1) {
            place = after(place);
        }
        return place;
    }

    private boolean hasKey(int slot) {
        return hashes.length != 0 && hashes[slot] != NO_KEY;
    }

    private static int keyed(int hash) {
        return hash == NO_KEY ? 1 : hash;
    }

    private int home(int hash) {
        return ((hash * SPREAD) >>> shift) & (places.length - 1);
    }

    private int after(int place) {
        return (place + 1) & (places.length - 1);
    }

    private int distance(int from, int to) {
        return (to - from) & (places.length - 1);
    }
}
