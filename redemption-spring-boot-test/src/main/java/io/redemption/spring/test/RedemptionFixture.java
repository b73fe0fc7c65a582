package io.redemption.spring.test;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import io.redemption.port.TimeSource;
import io.redemption.testing.ManualTime;
import io.redemption.testing.ScriptedRedemptionPort;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * The issuer of an application under test, the faults on the way to it, and the time of both. A bean, with
 * {@link AutoConfigureRedemption}. After each test method the issuer and the port are replaced by new ones: nothing is
 * issued, no fault is scripted, no call recorded. The time is not set back. A call that is still under way ends at the
 * old ones. Thread-safe.
 *
 * <p>Time stands still unless the test moves it, so a blocking call that was scripted to end late or never returns only
 * when another thread advances the {@linkplain #time() time}.
 */
public final class RedemptionFixture {
    private final ManualTime time = ManualTime.at(TimeSource.system().now());
    private volatile Parts parts;

    private record Parts(InMemoryRedemptionPort issuer, ScriptedRedemptionPort port) {}

    RedemptionFixture() {
        this.parts = newParts(time);
    }

    private static Parts newParts(ManualTime time) {
        InMemoryRedemptionPort issuer =
                InMemoryRedemptionPort.builder().time(time).build();
        return new Parts(issuer, ScriptedRedemptionPort.over(issuer, time));
    }

    /** {@return the issuer of the running test, which knows what really happened} */
    public InMemoryRedemptionPort issuer() {
        return parts.issuer();
    }

    /** {@return the port of the running test, which scripts faults on the way to the issuer and records the calls} */
    public ScriptedRedemptionPort port() {
        return parts.port();
    }

    /** {@return the clock and timer of the redemptions and the issuer; it starts at the time of this machine} */
    public ManualTime time() {
        return time;
    }

    void reset() {
        parts = newParts(time);
    }

    /** {@return a port that passes each call on to the one of the running test} */
    RedemptionPort current() {
        return (RedemptionPort) Proxy.newProxyInstance(
                RedemptionFixture.class.getClassLoader(),
                new Class<?>[] {RedemptionPort.class, RedeemablePort.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.invoke(port(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    /** {@return the port and the time} */
    @Override
    public String toString() {
        return "RedemptionFixture(" + port() + ", " + time + ")";
    }
}
