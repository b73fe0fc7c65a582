package io.redemption.inmemory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Iterates a {@link PersistentTreeMap} downwards from a bound, in constant time per value on average. Not thread-safe.
 */
final class DescendingIterator<K extends Comparable<K>, V> implements Iterator<V> {
    private final Deque<PersistentTreeMap.Node<K, V>> pending = new ArrayDeque<>();

    DescendingIterator(PersistentTreeMap.@Nullable Node<K, V> root, @Nullable K bound) {
        PersistentTreeMap.Node<K, V> node = root;
        while (node != null) {
            if (bound == null || node.key.compareTo(bound) < 0) {
                pending.push(node);
                node = node.right;
            } else {
                node = node.left;
            }
        }
    }

    @Override
    public boolean hasNext() {
        return !pending.isEmpty();
    }

    @Override
    public V next() {
        PersistentTreeMap.Node<K, V> node = pending.poll();
        if (node == null) {
            throw new NoSuchElementException();
        }
        for (PersistentTreeMap.Node<K, V> below = node.left; below != null; below = below.right) {
            pending.push(below);
        }
        return node.value;
    }
}
