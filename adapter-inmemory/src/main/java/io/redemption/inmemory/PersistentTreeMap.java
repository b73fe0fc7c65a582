package io.redemption.inmemory;

import org.jspecify.annotations.Nullable;

/**
 * An immutable map in the order of its keys. {@link #with} and {@link #without} return another tree that shares all but
 * one path with this one, so old trees stay readable at no cost. Every operation takes logarithmic time.
 *
 * <p>An AVL tree: the heights of two siblings differ by at most one.
 */
final class PersistentTreeMap<K extends Comparable<K>, V> {
    private final @Nullable Node<K, V> root;
    private final int size;

    private PersistentTreeMap(@Nullable Node<K, V> root, int size) {
        this.root = root;
        this.size = size;
    }

    static <K extends Comparable<K>, V> PersistentTreeMap<K, V> empty() {
        return new PersistentTreeMap<>(null, 0);
    }

    int size() {
        return size;
    }

    @Nullable
    V get(K key) {
        Node<K, V> node = root;
        while (node != null) {
            int order = key.compareTo(node.key);
            if (order == 0) {
                return node.value;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    /** Returns a tree with the value under the key, instead of an old value if there is one. */
    PersistentTreeMap<K, V> with(K key, V value) {
        return new PersistentTreeMap<>(put(root, key, value), get(key) == null ? size + 1 : size);
    }

    /** Returns a tree without the key; this tree if it has no such key. */
    PersistentTreeMap<K, V> without(K key) {
        return get(key) == null ? this : new PersistentTreeMap<>(remove(root, key), size - 1);
    }

    private static <K extends Comparable<K>, V> Node<K, V> put(@Nullable Node<K, V> node, K key, V value) {
        if (node == null) {
            return new Node<>(key, value, null, null);
        }
        int order = key.compareTo(node.key);
        if (order == 0) {
            return new Node<>(key, value, node.left, node.right);
        }
        return order < 0
                ? balanced(node, put(node.left, key, value), node.right)
                : balanced(node, node.left, put(node.right, key, value));
    }

    private static <K extends Comparable<K>, V> @Nullable Node<K, V> remove(@Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        int order = key.compareTo(node.key);
        if (order < 0) {
            return balanced(node, remove(node.left, key), node.right);
        }
        if (order > 0) {
            return balanced(node, node.left, remove(node.right, key));
        }
        if (node.left == null || node.right == null) {
            return node.left == null ? node.right : node.left;
        }
        Node<K, V> next = node.right;
        while (next.left != null) {
            next = next.left;
        }
        return balanced(next, node.left, remove(node.right, next.key));
    }

    /** Returns a node with the entry of {@code entry} over two subtrees whose heights differ by at most two. */
    private static <K extends Comparable<K>, V> Node<K, V> balanced(
            Node<K, V> entry, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (left != null && height(left) > height(right) + 1) {
            Node<K, V> inner = left.right;
            return inner == null || height(left.left) >= height(inner)
                    ? left.over(left.left, entry.over(inner, right))
                    : inner.over(left.over(left.left, inner.left), entry.over(inner.right, right));
        }
        if (right != null && height(right) > height(left) + 1) {
            Node<K, V> inner = right.left;
            return inner == null || height(right.right) >= height(inner)
                    ? right.over(entry.over(left, inner), right.right)
                    : inner.over(entry.over(left, inner.left), right.over(inner.right, right.right));
        }
        return entry.over(left, right);
    }

    private static int height(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.height;
    }

    /** Returns the height of the tree: 0 if it is empty. */
    int height() {
        return height(root);
    }

    /** One entry and the subtrees on both sides of it. */
    static final class Node<K extends Comparable<K>, V> {
        final K key;
        final V value;
        final @Nullable Node<K, V> left;
        final @Nullable Node<K, V> right;
        final int height;

        Node(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
            this.key = key;
            this.value = value;
            this.left = left;
            this.right = right;
            this.height = 1 + Math.max(PersistentTreeMap.height(left), PersistentTreeMap.height(right));
        }

        /** Returns this entry over other subtrees. */
        Node<K, V> over(@Nullable Node<K, V> newLeft, @Nullable Node<K, V> newRight) {
            return new Node<>(key, value, newLeft, newRight);
        }
    }
}
