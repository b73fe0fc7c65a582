package io.redemption.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds one value from tokens: in slots as long as it is a {@link FlatObject}, from the first other token on as a tree
 * of all its tokens. So nothing is read twice, and what is unusual is read by the same code as ever. Reused for the
 * items of a list. Not thread-safe.
 */
final class ValueBuilder implements TokenSink {
    private final FlatObject flat;
    private final Supplier<JsonBuilder> trees;
    private @Nullable JsonBuilder tree;

    ValueBuilder(FlatObject flat, Supplier<JsonBuilder> trees) {
        this.flat = flat;
        this.trees = trees;
    }

    /** Begins the next value. */
    void clear() {
        flat.clear();
        tree = null;
    }

    @Override
    public void accept(JsonToken token, TokenText text) throws IOException {
        if (tree != null || !flat.accept(token, text)) {
            tree().add(token, text.string());
        }
    }

    /** Returns whether the value is complete, readable or not. */
    boolean done() {
        return tree == null ? flat.isComplete() : tree.done();
    }

    /** Returns the value in slots, or {@code null} if it is a tree. */
    @Nullable
    FlatObject flat() {
        return tree == null ? flat : null;
    }

    /** Returns the value as a tree. */
    JsonBuilder tree() {
        if (tree == null) {
            tree = trees.get();
            flat.replay(tree::add);
        }
        return tree;
    }
}
