package io.redemption.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.redemption.port.ContextHook;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The hook over Micrometer's context propagation, with the MDC and the current observation. */
class ContextPropagationHookTest {
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final ContextHook hook = ContextPropagationHook.of(ContextSnapshotFactory.builder()
            .contextRegistry(new ContextRegistry()
                    .registerThreadLocalAccessor(new Slf4jThreadLocalAccessor())
                    .registerThreadLocalAccessor(new ObservationThreadLocalAccessor(observations)))
            .clearMissing(true)
            .build());
    private final List<String> seen = new ArrayList<>();

    ContextPropagationHookTest() {
        observations.observationConfig().observationHandler(context -> true);
    }

    @AfterEach
    void forget() {
        MDC.clear();
    }

    private void onAnotherThread(Runnable work) throws InterruptedException {
        Thread other = new Thread(work);
        other.start();
        other.join(10_000);
        assertThat(other.isAlive()).isFalse();
    }

    private void note() {
        Observation current = observations.getCurrentObservation();
        seen.add(MDC.get("order") + " "
                + (current == null ? null : current.getContext().getName()));
    }

    @Test
    void capture_restoresMdcAndObservation_andPutsBack() throws InterruptedException {
        Observation checkout = Observation.start("checkout", observations);
        MDC.put("order", "7");
        Executor captured = checkout.scoped((Supplier<Executor>) hook::capture);
        MDC.clear();

        onAnotherThread(() -> {
            MDC.put("order", "8");
            captured.execute(this::note);
            note();
        });

        assertThat(seen).containsExactly("7 checkout", "8 null");
    }

    @Test
    void capture_callerWithoutContext_hidesThatOfTheThread() throws InterruptedException {
        Executor captured = hook.capture();

        onAnotherThread(() -> {
            MDC.put("order", "8");
            captured.execute(this::note);
            note();
        });

        assertThat(seen).containsExactly("null null", "8 null");
    }
}
