package io.redemption.spring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.redemption.Redemptions;
import io.redemption.events.RequestHeaders;
import io.redemption.micrometer.ContextPropagationHook;
import io.redemption.micrometer.MicrometerObservationListener;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionRequest;
import io.redemption.port.ContextHook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Calls are observed in the application's registry, in the context of their caller, and tell their trace. */
class ObservationTest {
    private static final RedemptionRequest REQUEST =
            RedemptionRequest.builder(RedeemableId.coupon("c-1")).user("u-1").build();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(RedemptionAutoConfiguration.class))
            .withPropertyValues("redemption.port=in-memory");

    @Test
    void call_withARegistry_isObserved() {
        List<String> stopped = new CopyOnWriteArrayList<>();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStop(Observation.Context observed) {
                stopped.add(observed.getName());
            }

            @Override
            public boolean supportsContext(Observation.Context observed) {
                return true;
            }
        });

        application.withBean(ObservationRegistry.class, () -> registry).run(context -> {
            context.getBean(Redemptions.class).blocking().redeem(REQUEST);

            assertThat(stopped).containsExactly("redemption.call");
        });
    }

    @Test
    void call_withoutARegistry_isNotObserved() {
        application.run(context -> assertThat(context).doesNotHaveBean(MicrometerObservationListener.class));
    }

    @Test
    void context_whereItsLibraryIs_isCarried() {
        application.run(context -> assertThat(context).hasSingleBean(ContextPropagationHook.class));
        application
                .withClassLoader(new FilteredClassLoader("io.micrometer.context"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ContextHook.class));
    }

    @Test
    void hookOfTheApplication_isUsedInstead() {
        AtomicInteger captured = new AtomicInteger();
        ContextHook own = () -> {
            captured.incrementAndGet();
            return here();
        };

        application.withBean(ContextHook.class, () -> own).run(context -> {
            context.getBean(Redemptions.class).blocking().redeem(REQUEST);

            assertThat(context).doesNotHaveBean(ContextPropagationHook.class);
            assertThat(captured).hasPositiveValue();
        });
    }

    private static Executor here() {
        return Runnable::run;
    }

    @Test
    void headersOfTheApplication_areSent() throws Exception {
        try (ServerSocket issuer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<String>> head = CompletableFuture.supplyAsync(() -> answerOne(issuer));

            application
                    .withPropertyValues(
                            "redemption.port=vauchar",
                            "redemption.vauchar.url=http://127.0.0.1:" + issuer.getLocalPort(),
                            "redemption.vauchar.merchant-id=acme",
                            "redemption.vauchar.api-key=s3cr3t-of-acme")
                    .withBean("one", RequestHeaders.class, () -> (call, field) -> field.accept("x-shop", "north"))
                    .withBean("two", RequestHeaders.class, () -> (call, field) -> field.accept("x-till", "7"))
                    .run(context -> {
                        context.getBean(Redemptions.class).redeem(REQUEST);

                        assertThat(head.get(30, TimeUnit.SECONDS)).contains("x-shop: north", "x-till: 7");
                    });
        }
    }

    /** Reads the head of one request, and closes the connection without an answer. */
    private static List<String> answerOne(ServerSocket issuer) {
        try (Socket socket = issuer.accept();
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            List<String> head = new CopyOnWriteArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.add(line);
            }
            return head;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
