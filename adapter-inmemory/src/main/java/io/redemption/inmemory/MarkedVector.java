package io.redemption.inmemory;

import org.jspecify.annotations.Nullable;

/**
 * An immutable sequence of items, of which some are marked. {@link #with} and {@link #withoutMark} return another
 * vector that shares all but one path with this one, so old vectors stay readable at no cost. Every operation takes
 * logarithmic time, and the search for marked items skips what holds none.
 *
 * <p>A radix tree of {@link VectorNode}s.
 */
final class MarkedVector<T> {
    private final VectorNode<T> root;
    private final int size;
    /** By how many bits a position is shifted to get the place of a child in the root; 0 if the root is a leaf. */
    private final int level;

    private MarkedVector(VectorNode<T> root, int size, int level) {
        this.root = root;
        this.size = size;
        this.level = level;
    }

    /** Takes marked items. */
    interface Visitor<T> {
        /** Takes an item; returns whether it wants the next one. */
        boolean visit(int position, T item);
    }

    static <T> MarkedVector<T> empty() {
        return new MarkedVector<>(VectorNode.empty(0), 0, 0);
    }

    /** Returns how many items there are; their positions are below that, from 0. */
    int size() {
        return size;
    }

    int markedCount() {
        return root.markedCount();
    }

    /** Returns this vector with one more item at its end. */
    MarkedVector<T> with(T item, boolean marked) {
        if (size == (long) VectorNode.WIDTH << level) {
            int above = level + VectorNode.BITS;
            return new MarkedVector<>(VectorNode.above(root).with(size, above, item, marked), size + 1, above);
        }
        return new MarkedVector<>(root.with(size, level, item, marked), size + 1, level);
    }

    /** Returns this vector with the mark of an item taken off; the item must be marked. */
    MarkedVector<T> withoutMark(int position) {
        if (findMarked(position) == null) {
            throw new IllegalStateException("position: " + position + " (expected: one of a marked item)");
        }
        return new MarkedVector<>(root.withoutMark(position, level), size, level);
    }

    T get(int position) {
        return root.leaf(position, level).item(position);
    }

    /** Returns the item at a position if there is one and it is marked. */
    @Nullable
    T findMarked(int position) {
        if (position >= size) {
            return null;
        }
        VectorNode.Leaf<T> leaf = root.leaf(position, level);
        return leaf.isMarked(position) ? leaf.item(position) : null;
    }

    /** Returns the last marked item, or {@code null} if there is none. */
    @Nullable
    T lastMarked() {
        return root.lastMarked();
    }

    /** Visits the marked items at positions below a bound, from the highest downwards. */
    void visitMarkedBelow(long bound, Visitor<? super T> visitor) {
        root.visitMarkedBelow((int) Math.min(bound, size), 0, level, visitor);
    }
}
