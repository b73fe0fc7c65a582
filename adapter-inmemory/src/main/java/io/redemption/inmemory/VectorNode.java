package io.redemption.inmemory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A part of a {@link MarkedVector}: up to {@value #WIDTH} items, or as many parts one level below. Immutable. */
abstract sealed class VectorNode<T> {
    static final int BITS = 4;
    static final int WIDTH = 1 << BITS;

    /** Returns the place of a position in a node of a level. */
    private static int place(int position, int level) {
        return (position >>> level) & (WIDTH - 1);
    }

    static <T> VectorNode<T> empty(int level) {
        return level == 0 ? new Leaf<>(new Object[0], 0) : new Branch<>(new VectorNode<?>[0], 0);
    }

    /** Returns a node one level above with one child. */
    static <T> VectorNode<T> above(VectorNode<T> child) {
        return new Branch<>(new VectorNode<?>[] {child}, child.markedCount());
    }

    abstract int markedCount();

    /** Returns this node with an item at a position that is one above its highest. */
    abstract VectorNode<T> with(int position, int level, T item, boolean marked);

    abstract VectorNode<T> withoutMark(int position, int level);

    abstract Leaf<T> leaf(int position, int level);

    abstract @Nullable T lastMarked();

    /** Visits from the highest position downwards; {@code first} is that of this node. Returns whether to go on. */
    abstract boolean visitMarkedBelow(int bound, int first, int level, MarkedVector.Visitor<? super T> visitor);

    /** Holds items, and which of them are marked, in one bit each. */
    static final class Leaf<T> extends VectorNode<T> {
        private final Object[] items;
        private final int marks;

        Leaf(Object[] items, int marks) {
            this.items = items;
            this.marks = marks;
        }

        @SuppressWarnings("unchecked") // Only "with" puts something into the array.
        T item(int position) {
            return (T) items[place(position, 0)];
        }

        boolean isMarked(int position) {
            return (marks & bit(position)) != 0;
        }

        private static int bit(int position) {
            return 1 << place(position, 0);
        }

        @Override
        int markedCount() {
            return Integer.bitCount(marks);
        }

        @Override
        Leaf<T> with(int position, int level, T item, boolean marked) {
            Object[] more = Arrays.copyOf(items, items.length + 1);
            more[items.length] = item;
            return new Leaf<>(more, marked ? marks | bit(position) : marks);
        }

        @Override
        Leaf<T> withoutMark(int position, int level) {
            return new Leaf<>(items, marks & ~bit(position));
        }

        @Override
        Leaf<T> leaf(int position, int level) {
            return this;
        }

        @Override
        @Nullable
        T lastMarked() {
            return marks == 0 ? null : item(Integer.SIZE - 1 - Integer.numberOfLeadingZeros(marks));
        }

        @Override
        boolean visitMarkedBelow(int bound, int first, int level, MarkedVector.Visitor<? super T> visitor) {
            int left = bound - first >= WIDTH ? marks : marks & (bit(bound) - 1);
            while (left != 0) {
                int highest = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(left);
                if (!visitor.visit(first + highest, item(highest))) {
                    return false;
                }
                left &= ~bit(highest);
            }
            return true;
        }
    }

    /** Holds the nodes of one level below, and how many marked items they have. */
    static final class Branch<T> extends VectorNode<T> {
        private final VectorNode<?>[] children;
        private final int marked;

        Branch(VectorNode<?>[] children, int marked) {
            this.children = children;
            this.marked = marked;
        }

        @SuppressWarnings("unchecked") // Children come from "with" and "above" only.
        private VectorNode<T> child(int place) {
            return (VectorNode<T>) children[place];
        }

        @Override
        int markedCount() {
            return marked;
        }

        @Override
        Branch<T> with(int position, int level, T item, boolean isMarked) {
            int place = place(position, level);
            int below = level - BITS;
            VectorNode<T> child = place < children.length ? child(place) : empty(below);
            VectorNode<?>[] others = Arrays.copyOf(children, place + 1);
            others[place] = child.with(position, below, item, isMarked);
            return new Branch<>(others, isMarked ? marked + 1 : marked);
        }

        @Override
        Branch<T> withoutMark(int position, int level) {
            VectorNode<?>[] others = children.clone();
            others[place(position, level)] = child(place(position, level)).withoutMark(position, level - BITS);
            return new Branch<>(others, marked - 1);
        }

        @Override
        Leaf<T> leaf(int position, int level) {
            return child(place(position, level)).leaf(position, level - BITS);
        }

        @Override
        @Nullable
        T lastMarked() {
            for (int i = children.length - 1; i >= 0; i--) {
                if (child(i).markedCount() > 0) {
                    return child(i).lastMarked();
                }
            }
            return null;
        }

        @Override
        boolean visitMarkedBelow(int bound, int first, int level, MarkedVector.Visitor<? super T> visitor) {
            int highest = Math.min(children.length - 1, (bound - 1 - first) >> level);
            for (int i = highest; i >= 0; i--) {
                VectorNode<T> child = child(i);
                if (child.markedCount() > 0
                        && !child.visitMarkedBelow(bound, first + (i << level), level - BITS, visitor)) {
                    return false;
                }
            }
            return true;
        }
    }
}
