package io.redemption;

import io.redemption.events.RedemptionListener;
import io.redemption.model.RedeemableId;
import io.redemption.port.RedemptionChangeListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records the events and changes that a listener was notified of, in order. */
public final class EventLog implements RedemptionListener, RedemptionChangeListener {
    public final List<Object> events = Collections.synchronizedList(new ArrayList<>());
    public final List<Change> changes = Collections.synchronizedList(new ArrayList<>());
    public final List<@Nullable RedemptionChange> redemptions = Collections.synchronizedList(new ArrayList<>());

    public <E> List<E> of(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public List<CallResult> endings() {
        return of(Ended.class).stream().map(Ended::result).toList();
    }

    public List<ContractViolation> violations() {
        return of(ContractBroken.class).stream().map(ContractBroken::violation).toList();
    }

    @Override
    public void begun(Begun event) {
        events.add(event);
    }

    @Override
    public void ended(Ended event) {
        events.add(event);
    }

    @Override
    public void resolved(Resolved event) {
        events.add(event);
    }

    @Override
    public void contradicted(Contradicted event) {
        events.add(event);
    }

    @Override
    public void decisionContradicted(DecisionContradicted event) {
        events.add(event);
    }

    @Override
    public void handedOver(HandedOver event) {
        events.add(event);
    }

    @Override
    public void componentFailed(ComponentFailed event) {
        events.add(event);
    }

    @Override
    public void contractBroken(ContractBroken event) {
        events.add(event);
    }

    @Override
    public void changed(RedeemableId id, Change change, @Nullable RedemptionChange redemption) {
        changes.add(change);
        redemptions.add(redemption);
    }
}
