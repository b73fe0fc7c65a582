/** A cache over any port that never hides a write that this node saw acknowledged. */
module io.redemption.cache {
    requires static org.jspecify;
    requires transitive io.redemption.core;
    requires com.github.benmanes.caffeine;

    exports io.redemption.cache;
}
