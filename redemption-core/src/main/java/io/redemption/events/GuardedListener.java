package io.redemption.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Calls several listeners one after the other. What a listener throws, errors included, reaches neither the caller nor
 * another listener. The others are notified once of each kind of failure. Thread-safe.
 */
final class GuardedListener implements RedemptionListener {
    /** The most kinds of failure that are reported. */
    private static final int MAX_REPORTED = 64;

    private final List<RedemptionListener> listeners;
    private final Set<String> reportedFailures = ConcurrentHashMap.newKeySet();

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
        deliver(RedemptionListener::begun, event);
    }

    @Override
    public void ended(Ended event) {
        deliver(RedemptionListener::ended, event);
    }

    @Override
    public void resolved(Resolved event) {
        deliver(RedemptionListener::resolved, event);
    }

    @Override
    public void contradicted(Contradicted event) {
        deliver(RedemptionListener::contradicted, event);
    }

    @Override
    public void decisionContradicted(DecisionContradicted event) {
        deliver(RedemptionListener::decisionContradicted, event);
    }

    @Override
    public void handedOver(HandedOver event) {
        deliver(RedemptionListener::handedOver, event);
    }

    @Override
    public void componentFailed(ComponentFailed event) {
        if (isNews(event)) {
            deliver(RedemptionListener::componentFailed, event);
        }
    }

    @Override
    public void contractBroken(ContractBroken event) {
        deliver(RedemptionListener::contractBroken, event);
    }

    @Override
    public void clocksDiffer(ClocksDiffer event) {
        deliver(RedemptionListener::clocksDiffer, event);
    }

    @Override
    public <L extends RedemptionListener> void notifyAs(Class<L> layer, Consumer<? super L> event) {
        for (int i = 0; i < listeners.size(); i++) {
            try {
                listeners.get(i).notifyAs(layer, event);
            } catch (Throwable ofTheListener) {
                reportToOthers(i, ofTheListener);
            }
        }
    }

    private <E> void deliver(BiConsumer<RedemptionListener, E> call, E event) {
        for (int i = 0; i < listeners.size(); i++) {
            try {
                call.accept(listeners.get(i), event);
            } catch (Throwable ofTheListener) {
                reportToOthers(i, ofTheListener);
            }
        }
    }

    private void reportToOthers(int broken, Throwable thrown) {
        ComponentFailed failure =
                new ComponentFailed(Component.LISTENER, thrown.getClass().getName());
        if (!isNews(failure)) {
            return;
        }
        for (int i = 0; i < listeners.size(); i++) {
            if (i != broken) {
                reportFailure(listeners.get(i), failure);
            }
        }
    }

    private static void reportFailure(RedemptionListener listener, ComponentFailed failure) {
        try {
            listener.componentFailed(failure);
        } catch (Throwable alsoBroken) {
            // This failure cannot be reported to anyone.
        }
    }

    private boolean isNews(ComponentFailed failure) {
        return reportedFailures.size() < MAX_REPORTED
                && reportedFailures.add(failure.component() + " " + failure.thrown());
    }

    /** {@return the listeners} */
    @Override
    public String toString() {
        return listeners.toString();
    }
}
