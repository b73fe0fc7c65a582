/**
 * The contract of the redemption port as tests: whoever writes an adapter extends {@code RedemptionPortContract} by two
 * methods and runs it.
 */
module io.redemption.tck {
    requires transitive io.redemption.core;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires static org.jspecify;

    exports io.redemption.tck;
    exports io.redemption.tck.history;
}
