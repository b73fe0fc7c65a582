/** The contract of the redemption port as tests. Authors of adapters extend {@code RedemptionPortContract}. */
module io.redemption.tck {
    requires transitive io.redemption.core;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires static org.jspecify;

    exports io.redemption.tck;
}
