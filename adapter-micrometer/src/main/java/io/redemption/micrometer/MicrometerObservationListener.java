package io.redemption.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener;
import io.redemption.events.RequestHeaders;
import io.redemption.model.RedemptionException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one observation of each call of {@code Redemptions}, sends and waits included, named as
 * {@link RedemptionCallConvention} says. Its parent is the current observation of the caller's thread. A call that
 * failed has an error; one that was refused or is unknown has none. Polls in the background are not calls.
 *
 * <p>If a tracing handler is registered, the observation is a client span, and the same object adds its trace to the
 * requests:
 *
 * <pre>{@code
 * var observations = MicrometerObservationListener.of(registry);
 * options.listener(observations).transport(http -> http.requestHeaders(observations));
 * }</pre>
 *
 * <p>Each request of a call, repetitions included, then carries the same {@code traceparent}. Thread-safe; does not
 * block.
 */
public final class MicrometerObservationListener implements RedemptionListener, RequestHeaders {
    private final ObservationRegistry registry;
    private final @Nullable RedemptionCallConvention custom;
    private final ConcurrentMap<RedemptionCall, Observation> underWay = new ConcurrentHashMap<>();

    private MicrometerObservationListener(ObservationRegistry registry, @Nullable RedemptionCallConvention custom) {
        this.registry = registry;
        this.custom = custom;
    }

    /**
     * Returns a listener with the documented names.
     *
     * @param registry where the observations go; a convention that is registered there for a
     *     {@link RedemptionCallContext} is used instead
     * @return the listener
     */
    public static MicrometerObservationListener of(ObservationRegistry registry) {
        return new MicrometerObservationListener(registry, null);
    }

    /**
     * Returns a listener with names of the platform.
     *
     * @param registry where the observations go
     * @param convention names and keys
     * @return the listener
     */
    public static MicrometerObservationListener of(ObservationRegistry registry, RedemptionCallConvention convention) {
        return new MicrometerObservationListener(registry, convention);
    }

    @Override
    public void begun(Begun event) {
        Observation observation = Observation.createNotStarted(
                custom, RedemptionCallConvention.DEFAULT, () -> new RedemptionCallContext(event.call()), registry);
        if (!observation.isNoop()) {
            observation.start();
            underWay.put(event.call(), observation);
        }
    }

    @Override
    public void ended(Ended event) {
        Observation observation = underWay.remove(event.call());
        if (observation == null) {
            return;
        }
        if (observation.getContext() instanceof RedemptionCallContext context) {
            context.end(event);
        }
        if (event.failure() != null) {
            observation.error(new RedemptionException(event.failure(), "the call failed"));
        }
        observation.stop();
    }

    @Override
    public void addTo(RedemptionCall call, BiConsumer<String, String> field) {
        Observation observation = underWay.get(call);
        if (observation != null && observation.getContext() instanceof RedemptionCallContext context) {
            Map<String, String> carrier = context.getCarrier();
            if (carrier != null) {
                carrier.forEach(field);
            }
        }
    }

    /** {@return how many calls are under way} */
    @Override
    public String toString() {
        return "MicrometerObservation(" + underWay.size() + " under way)";
    }
}
