/** A cache over any port that never hides what this node knows. */
module io.redemption.cache {
    requires static org.jspecify;
    requires transitive io.redemption.core;
    requires com.github.benmanes.caffeine;

    exports io.redemption.cache;
}
