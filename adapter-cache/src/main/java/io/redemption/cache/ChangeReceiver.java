package io.redemption.cache;

import io.redemption.model.RedeemableId;
import io.redemption.port.RedemptionChangeListener;
import org.jspecify.annotations.Nullable;

/** Applies a change: first to the memory, then to the entries, then to the other nodes. Never throws. Thread-safe. */
final class ChangeReceiver implements RedemptionChangeListener {
    private final WriteMemory memory;
    private final HistoryCache histories;
    private final StateCache states;
    private final InvalidationPublisher publisher;

    ChangeReceiver(WriteMemory memory, HistoryCache histories, StateCache states, InvalidationPublisher publisher) {
        this.memory = memory;
        this.histories = histories;
        this.states = states;
        this.publisher = publisher;
    }

    @Override
    public void changed(RedeemableId id, Change change, @Nullable RedemptionChange redemption) {
        if (memory.learn(id, change, redemption)) {
            drop(id);
            publisher.publish(id, change, redemption == null ? null : redemption.id());
        }
    }

    /** Applies a change that another node reports. That node settles its doubts; here they only end the generation. */
    void changedElsewhere(RedeemableId id, Change change, @Nullable RedemptionChange redemption) {
        if (change == Change.IN_DOUBT || change == Change.SETTLED) {
            written(id);
        } else if (memory.learn(id, change, redemption)) {
            drop(id);
        }
    }

    /** Applies the end of a write without a known change. The reason of a refusal may be newer than the entries. */
    void written(RedeemableId id) {
        memory.end(id);
        drop(id);
    }

    private void drop(RedeemableId id) {
        histories.drop(id);
        states.drop(id);
    }
}
