package io.redemption.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Traces observations as a tracer does: one trace from the first observation on, sent and received as W3C's
 * {@code traceparent}.
 */
final class TestTracing implements ObservationHandler<Observation.Context> {
    private final AtomicInteger ids = new AtomicInteger();
    private final List<Span> finished = new CopyOnWriteArrayList<>();

    /** A span; the parent is the id of a span. */
    record Span(
            String trace,
            String id,
            @Nullable String parent,
            @Nullable String name,
            @Nullable Throwable error) {
        String traceparent() {
            return "00-" + trace + "-" + id + "-01";
        }
    }

    List<Span> finished() {
        return List.copyOf(finished);
    }

    static Span of(Observation observation) {
        return observation.getContext().getRequired(Span.class);
    }

    @Override
    public void onStart(Observation.Context context) {
        String id = String.format("%016x", ids.incrementAndGet());
        ObservationView parent = context.getParentObservation();
        Span span;
        if (context instanceof ReceiverContext<?> received) {
            span = receiving(received, id);
        } else if (parent != null) {
            Span above = parent.getContextView().getRequired(Span.class);
            span = new Span(above.trace(), id, above.id(), null, null);
        } else {
            span = new Span(String.format("%032x", ids.incrementAndGet()), id, null, null, null);
        }
        context.put(Span.class, span);
        if (context instanceof SenderContext<?> sender) {
            inject(sender, span);
        }
    }

    private static <C> Span receiving(ReceiverContext<C> context, String id) {
        String header = context.getGetter().get(Objects.requireNonNull(context.getCarrier()), "traceparent");
        String[] parts = Objects.requireNonNull(header).split("-", -1);
        return new Span(parts[1], id, parts[2], null, null);
    }

    private static <C> void inject(SenderContext<C> context, Span span) {
        context.getSetter().set(context.getCarrier(), "traceparent", span.traceparent());
    }

    @Override
    public void onStop(Observation.Context context) {
        Span begun = context.getRequired(Span.class);
        finished.add(
                new Span(begun.trace(), begun.id(), begun.parent(), context.getContextualName(), context.getError()));
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }
}
