package io.redemption.reliability.faults;

import java.util.concurrent.atomic.AtomicBoolean;

/** One plan for the first request of a server, another one for all others. */
final class FirstOther implements RawServer.Plan {
    private final RawServer.Plan first;
    private final RawServer.Plan others;
    private final AtomicBoolean asked = new AtomicBoolean();

    FirstOther(RawServer.Plan first, RawServer.Plan others) {
        this.first = first;
        this.others = others;
    }

    @Override
    public void on(Exchange exchange) {
        (asked.compareAndSet(false, true) ? first : others).on(exchange);
    }
}
