package io.redemption.testing;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.inmemory.ReversalPolicy;
import io.redemption.model.Amount;
import io.redemption.rules.RequestRule;
import io.redemption.rules.RuleSet;
import io.redemption.rules.StandardRules;
import io.redemption.rules.StateRule;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The options of a {@link TestShop}. Immutable, and thread-safe if the rules are. */
public final class TestShopOptions {
    /** When the clock of a shop starts by default: noon of the first of January 2026, UTC. */
    public static final Instant DEFAULT_START_TIME = Instant.parse("2026-01-01T12:00:00Z");

    /**
     * The standard rules, {@link #DEFAULT_START_TIME}, the decimals of the issuer in memory, reversals that restore
     * all.
     */
    public static final TestShopOptions DEFAULT = builder().build();

    private final Instant startTime;
    private final @Nullable Long seed;
    private final int maxScale;
    private final ReversalPolicy reversalPolicy;
    private final RuleSet<RequestRule> requestRules;
    private final RuleSet<StateRule> stateRules;

    private TestShopOptions(Builder builder) {
        this.startTime = builder.startTime;
        this.seed = builder.seed;
        this.maxScale = builder.maxScale;
        this.reversalPolicy = builder.reversalPolicy;
        this.requestRules = builder.requestRules.apply(StandardRules.forRequests(builder.maxScale));
        this.stateRules = builder.stateRules.apply(StandardRules.forStates());
    }

    /** {@return a builder that holds the default options} */
    public static Builder builder() {
        return new Builder();
    }

    Instant startTime() {
        return startTime;
    }

    /** The seed, or {@code null} if each test has its own. */
    @Nullable
    Long seed() {
        return seed;
    }

    int maxScale() {
        return maxScale;
    }

    ReversalPolicy reversalPolicy() {
        return reversalPolicy;
    }

    RuleSet<RequestRule> requestRules() {
        return requestRules;
    }

    RuleSet<StateRule> stateRules() {
        return stateRules;
    }

    /** {@return all options, rules by their names} */
    @Override
    public String toString() {
        return "TestShopOptions[startTime=" + startTime + ", seed=" + (seed == null ? "of the test" : seed)
                + ", maxScale=" + maxScale + ", " + reversalPolicy + ", requestRules=" + requestRules + ", stateRules="
                + stateRules + "]";
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private Instant startTime = DEFAULT_START_TIME;
        private @Nullable Long seed;
        private int maxScale = InMemoryRedemptionPort.DEFAULT_MAX_SCALE;
        private ReversalPolicy reversalPolicy = ReversalPolicy.ALL;
        private UnaryOperator<RuleSet<RequestRule>> requestRules = UnaryOperator.identity();
        private UnaryOperator<RuleSet<StateRule>> stateRules = UnaryOperator.identity();

        private Builder() {}

        /**
         * Sets when the clock starts; by default at {@link #DEFAULT_START_TIME}.
         *
         * @param startTime the time of day of the shop when it opens
         * @return this builder
         */
        public Builder startTime(Instant startTime) {
            this.startTime = startTime;
            return this;
        }

        /**
         * Sets the seed of all ids; by default each test has its own seed, the same in every run.
         *
         * @param seed any number
         * @return this builder
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets how many decimals of a value the issuer keeps; by default
         * {@value InMemoryRedemptionPort#DEFAULT_MAX_SCALE}.
         *
         * @param decimals from 0 to {@value Amount#MAX_DECIMALS}
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxScale(int decimals) {
            if (decimals < 0 || decimals > Amount.MAX_DECIMALS) {
                throw new IllegalArgumentException(
                        "max scale: " + decimals + " (expected: 0 to " + Amount.MAX_DECIMALS + ")");
            }
            this.maxScale = decimals;
            return this;
        }

        /**
         * Sets what a reversal restores; by default {@link ReversalPolicy#ALL}.
         *
         * @param reversalPolicy the issuer's policy
         * @return this builder
         */
        public Builder reversalPolicy(ReversalPolicy reversalPolicy) {
            this.reversalPolicy = reversalPolicy;
            return this;
        }

        /**
         * Adds, removes or replaces rules about a request alone, which are checked before it is sent and again at the
         * issuer. For example {@code rules -> rules.with("acme.min_basket", minBasket).without("value_required")}.
         *
         * @param change changes the standard rules, {@link StandardRules#forRequests}
         * @return this builder
         */
        public Builder requestRules(UnaryOperator<RuleSet<RequestRule>> change) {
            this.requestRules = change;
            return this;
        }

        /**
         * Adds, removes or replaces rules that the issuer checks when it records.
         *
         * @param change changes the standard rules, {@link StandardRules#forStates}
         * @return this builder
         */
        public Builder stateRules(UnaryOperator<RuleSet<StateRule>> change) {
            this.stateRules = change;
            return this;
        }

        /**
         * Applies the changes of the rules and makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException if a rule to be removed does not exist
         */
        public TestShopOptions build() {
            return new TestShopOptions(this);
        }
    }
}
