package io.redemption;

import java.util.function.Consumer;

/** Two listeners as one; what the first throws does not keep an event from the second. */
record ListenerPair(RedemptionListener first, RedemptionListener second) implements RedemptionListener {
    @Override
    public void begun(Begun event) {
        tell(listener -> listener.begun(event));
    }

    @Override
    public void sent(Sent event) {
        tell(listener -> listener.sent(event));
    }

    @Override
    public void ended(Ended event) {
        tell(listener -> listener.ended(event));
    }

    @Override
    public void resolved(Resolved event) {
        tell(listener -> listener.resolved(event));
    }

    @Override
    public void contractBroken(ContractBroken event) {
        tell(listener -> listener.contractBroken(event));
    }

    @Override
    public void retrying(Retrying event) {
        tell(listener -> listener.retrying(event));
    }

    @Override
    public void breakerChanged(BreakerChanged event) {
        tell(listener -> listener.breakerChanged(event));
    }

    @Override
    public void poolChanged(PoolChanged event) {
        tell(listener -> listener.poolChanged(event));
    }

    @Override
    public void clocksDiffer(ClocksDiffer event) {
        tell(listener -> listener.clocksDiffer(event));
    }

    @Override
    public void cacheRead(CacheRead event) {
        tell(listener -> listener.cacheRead(event));
    }

    @Override
    public void cacheLoaded(CacheLoaded event) {
        tell(listener -> listener.cacheLoaded(event));
    }

    private void tell(Consumer<RedemptionListener> event) {
        try {
            event.accept(first);
        } finally {
            event.accept(second);
        }
    }
}
