package io.redemption.testing;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.port.IdSource;
import java.util.Map;
import java.util.Set;

/**
 * What a test of redeeming code needs: {@link Redemptions} over a port with scripted faults, over an issuer in memory
 * that has issued nothing yet, with a clock that only the test moves. Two shops share nothing. Thread-safe.
 *
 * <p>{@link RedemptionExtension} opens one for each test. Open one yourself where there are no parameters, in a dynamic
 * test or under another framework:
 *
 * <pre>{@code
 * try (var shop = TestShop.open()) { ... }
 * }</pre>
 *
 * <p>Time stands still, so a blocking call that was scripted to end late or never returns only when another thread
 * advances the {@linkplain #time() time}. In such a test, call without {@code blocking()}, advance, and check the
 * stage.
 *
 * <p>Doubts are resolved only when the code under test asks, so that the calls of the port and their scripted faults
 * are those of the test.
 */
public final class TestShop implements AutoCloseable {
    private static final Set<Class<?>> PARTS = Set.of(
            TestShop.class,
            Redemptions.class,
            InMemoryRedemptionPort.class,
            ScriptedRedemptionPort.class,
            ManualTime.class);

    private final ManualTime time;
    private final InMemoryRedemptionPort issuer;
    private final ScriptedRedemptionPort port;
    private final Redemptions redemptions;
    private final Map<Class<?>, Object> parts;

    private TestShop(TestShopOptions options, long seed) {
        this.time = ManualTime.at(options.startTime());
        this.issuer = InMemoryRedemptionPort.builder()
                .time(time)
                .ids(IdSource.seeded(seed))
                .stateRules(options.stateRules())
                .requestRules(options.requestRules())
                .maxScale(options.maxScale())
                .reversalPolicy(options.reversalPolicy())
                .build();
        this.port = ScriptedRedemptionPort.over(issuer, time);
        this.redemptions = Redemptions.builder(port)
                .time(time)
                .ids(IdSource.seeded(~seed))
                .requestRules(options.requestRules())
                .resolveInBackground(false)
                .build();
        this.parts = Map.of(
                TestShop.class,
                this,
                Redemptions.class,
                redemptions,
                InMemoryRedemptionPort.class,
                issuer,
                ScriptedRedemptionPort.class,
                port,
                ManualTime.class,
                time);
    }

    /** {@return a shop with the {@linkplain TestShopOptions#DEFAULT default options}} */
    public static TestShop open() {
        return open(TestShopOptions.DEFAULT);
    }

    /**
     * Opens a shop.
     *
     * @param options the options; without a seed, the seed is 0
     * @return the shop
     */
    public static TestShop open(TestShopOptions options) {
        return open(options, 0);
    }

    static TestShop open(TestShopOptions options, long defaultSeed) {
        Long seed = options.seed();
        return new TestShop(options, seed == null ? defaultSeed : seed);
    }

    /** {@return the redemptions for the code under test; they call {@link #port}} */
    public Redemptions redemptions() {
        return redemptions;
    }

    /** {@return the issuer, which knows what really happened} */
    public InMemoryRedemptionPort issuer() {
        return issuer;
    }

    /** {@return the port that scripts faults on the way to the {@link #issuer} and records the calls} */
    public ScriptedRedemptionPort port() {
        return port;
    }

    /** {@return the one clock and timer of this shop} */
    public ManualTime time() {
        return time;
    }

    static boolean hasPart(Class<?> type) {
        return PARTS.contains(type);
    }

    Object part(Class<?> type) {
        Object part = parts.get(type);
        if (part == null) {
            throw new IllegalArgumentException("part: " + type.getName() + " (expected: one of " + PARTS + ")");
        }
        return part;
    }

    /** Closes the {@link #redemptions}, which reject further calls. The issuer can still be read. May be repeated. */
    @Override
    public void close() {
        redemptions.close();
    }

    /** {@return the issuer and the time} */
    @Override
    public String toString() {
        return "TestShop(" + issuer + ", " + time + ")";
    }
}
