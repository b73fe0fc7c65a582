package io.redemption.cache;

import io.redemption.port.InvalidationBus.Invalidation;
import io.redemption.port.InvalidationBus.Receiver;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Applies the changes of other nodes. A number that does not follow the last one of its origin shows a loss: then all
 * entries are dropped. The same holds for a new origin that does not begin with 1. Thread-safe.
 */
final class InvalidationSubscriber implements Receiver {
    private static final int MOST_ORIGINS = 1_000;

    private final String ownOrigin;
    private final String merchant;
    private final ChangeReceiver changes;
    private final Runnable dropAll;
    private final LastNumbers lastNumbers = new LastNumbers();

    InvalidationSubscriber(String ownOrigin, String merchant, ChangeReceiver changes, Runnable dropAll) {
        this.ownOrigin = ownOrigin;
        this.merchant = merchant;
        this.changes = changes;
        this.dropAll = dropAll;
    }

    @Override
    public void receive(Invalidation invalidation) {
        if (invalidation.origin().equals(ownOrigin)) {
            return;
        }
        if (followsAGap(invalidation)) {
            dropAll.run();
        }
        if (invalidation.merchant().equals(merchant)) {
            RedemptionChange redemption =
                    invalidation.redemption() == null ? null : new RedemptionChange(invalidation.redemption(), null);
            changes.changedElsewhere(invalidation.redeemable(), invalidation.change(), redemption);
        }
    }

    private boolean followsAGap(Invalidation invalidation) {
        synchronized (lastNumbers) {
            Long before = lastNumbers.get(invalidation.origin());
            long last = before == null ? 0 : before;
            lastNumbers.put(invalidation.origin(), Math.max(last, invalidation.number()));
            return invalidation.number() > last + 1;
        }
    }

    /** The last number of each origin. The origin that was silent for longest is forgotten first. */
    private static final class LastNumbers extends LinkedHashMap<String, Long> {
        private static final long serialVersionUID = 1;

        LastNumbers() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_ORIGINS;
        }
    }
}
