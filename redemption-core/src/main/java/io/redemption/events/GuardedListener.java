package io.redemption.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Listeners that are told one after the other. The one place where what a listener throws is contained: it reaches
 * neither the caller nor another listener, errors included. The others are told once of each kind of failure.
 */
final class GuardedListener implements RedemptionListener {
    /** More kinds of failure than this are not told apart. */
    private static final int MAX_TOLD = 64;

    private final List<RedemptionListener> listeners;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private GuardedListener(List<RedemptionListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    static RedemptionListener of(RedemptionListener... listeners) {
        List<RedemptionListener> all = new ArrayList<>();
        for (RedemptionListener listener : listeners) {
            if (listener instanceof GuardedListener guarded) {
                all.addAll(guarded.listeners);
            } else if (!listener.equals(NONE)) {
                all.add(listener);
            }
        }
        return all.isEmpty() ? NONE : new GuardedListener(all);
    }

    @Override
    public RedemptionListener guarded() {
        return this;
    }

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
    public void contradicted(Contradicted event) {
        tell(listener -> listener.contradicted(event));
    }

    @Override
    public void handedOver(HandedOver event) {
        tell(listener -> listener.handedOver(event));
    }

    @Override
    public void componentFailed(ComponentFailed event) {
        if (isNews(event)) {
            tell(listener -> listener.componentFailed(event));
        }
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
        for (int i = 0; i < listeners.size(); i++) {
            try {
                event.accept(listeners.get(i));
            } catch (Throwable ofTheListener) {
                tellOthers(i, ofTheListener);
            }
        }
    }

    private void tellOthers(int broken, Throwable thrown) {
        ComponentFailed failure =
                new ComponentFailed(Component.LISTENER, thrown.getClass().getName());
        if (!isNews(failure)) {
            return;
        }
        for (int i = 0; i < listeners.size(); i++) {
            if (i != broken) {
                tellOfFailure(listeners.get(i), failure);
            }
        }
    }

    private static void tellOfFailure(RedemptionListener listener, ComponentFailed failure) {
        try {
            listener.componentFailed(failure);
        } catch (Throwable alsoBroken) {
            // There is nobody left to tell of this one.
        }
    }

    private boolean isNews(ComponentFailed failure) {
        return told.size() < MAX_TOLD && told.add(failure.component() + " " + failure.thrown());
    }

    /** {@return the listeners} */
    @Override
    public String toString() {
        return listeners.toString();
    }
}
