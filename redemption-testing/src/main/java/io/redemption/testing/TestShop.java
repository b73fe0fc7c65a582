package io.redemption.testing;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.port.IdSource;
import java.util.Map;
import java.util.Set;

/**
 * All that a test of code that redeems needs: {@link Redemptions} over a port that can be scripted to make trouble,
 * over an issuer in memory that has issued nothing yet, with a clock that only the test moves. Two shops share nothing.
 * Thread-safe.
 *
 * <p>{@link RedemptionExtension} opens one for each test. Open your own where there is no parameter to be had, in a
 * dynamic test or under another framework:
 *
 * <pre>{@code
 * try (var shop = TestShop.open()) { ... }
 * }</pre>
 *
 * <p>As time stands still, so does every wait: a blocking call that was scripted to end late or never returns only when
 * another thread advances the {@linkplain #time() time}. Call without {@code blocking()} there, advance, and look at
 * the stage.
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
    private final ScriptedRedemptionPort trouble;
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
                .giveBack(options.giveBack())
                .build();
        this.trouble = ScriptedRedemptionPort.over(issuer, time);
        this.redemptions = Redemptions.builder(trouble)
                .time(time)
                .ids(IdSource.seeded(~seed))
                .requestRules(options.requestRules())
                .build();
        this.parts = Map.of(
                TestShop.class,
                this,
                Redemptions.class,
                redemptions,
                InMemoryRedemptionPort.class,
                issuer,
                ScriptedRedemptionPort.class,
                trouble,
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
     * @param options what it is made of; without a seed among them, the seed is 0
     * @return the shop
     */
    public static TestShop open(TestShopOptions options) {
        return open(options, 0);
    }

    static TestShop open(TestShopOptions options, long defaultSeed) {
        Long seed = options.seed();
        return new TestShop(options, seed == null ? defaultSeed : seed);
    }

    /** {@return what the code under test holds; it calls {@link #trouble}} */
    public Redemptions redemptions() {
        return redemptions;
    }

    /** {@return the issuer behind it all, which knows what really happened} */
    public InMemoryRedemptionPort issuer() {
        return issuer;
    }

    /** {@return what scripts trouble on the way to the {@link #issuer}, and lists the calls} */
    public ScriptedRedemptionPort trouble() {
        return trouble;
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

    /** Closes the {@link #redemptions}: they take no more calls. The issuer can still be read. May be repeated. */
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
