package io.redemption.resilience;

import io.redemption.port.DeadlineAwarePort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A stub that takes the time left of each send, and records it. */
final class LimitedStub extends StubPort implements DeadlineAwarePort {
    final List<Duration> given = new ArrayList<>();

    @Override
    public DeadlineAwarePort withTimeLeft(Duration timeLeft) {
        given.add(timeLeft);
        return this;
    }
}
