package io.redemption.model;

import io.redemption.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Which transaction id a redemption carries. An id that the caller gives is sent unchanged, unless they ask to complete
 * a prefix. Immutable.
 */
public sealed interface TransactionChoice {
    /** The library makes one: {@code r} and 25 base-32 characters. The default. */
    record Generated() implements TransactionChoice {}

    /**
     * This id is sent. The caller guarantees that no other attempt uses it.
     *
     * @param id the id
     */
    record Unique(TransactionId id) implements TransactionChoice {
        /**
         * Checks the component.
         *
         * @throws NullPointerException if it is missing
         */
        public Unique {
            Checks.required("id", id);
        }
    }

    /**
     * This prefix is completed to a unique id: {@code prefix.} and 16 random base-32 characters.
     *
     * @param prefix 1 to 100 characters
     */
    record Prefixed(String prefix) implements TransactionChoice {
        /**
         * Checks the components.
         *
         * @throws NullPointerException if it is missing
         * @throws IllegalArgumentException if the prefix is empty or too long
         */
        public Prefixed {
            Checks.text("transaction prefix", Checks.required("prefix", prefix), 100);
        }

        /** {@return the prefix in visible ASCII, cut at 64 characters} */
        @Override
        public String toString() {
            return "Prefixed[" + Checks.shown(prefix) + "]";
        }
    }

    /**
     * This id is sent, or none, without a claim that it is unique, as a gateway does. Such an attempt has no marker.
     *
     * @param id the id, or {@code null} for none
     */
    record AsGiven(@Nullable TransactionId id) implements TransactionChoice {}
}
