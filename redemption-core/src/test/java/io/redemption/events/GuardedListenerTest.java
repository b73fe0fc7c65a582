package io.redemption.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.redemption.events.RedemptionListener.Component;
import io.redemption.events.RedemptionListener.ComponentFailed;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each event reaches every listener in order, and what one throws does not escape. */
class GuardedListenerTest {
    private final List<String> calls = new ArrayList<>();
    private final List<Object> failures = new ArrayList<>();

    static Stream<Method> events() {
        return Arrays.stream(RedemptionListener.class.getMethods())
                .filter(method -> method.getReturnType() == void.class);
    }

    static Stream<Arguments> eventsAndThrowables() {
        return events().flatMap(event -> Stream.of(
                        new IllegalStateException("broken on purpose"),
                        new NoClassDefFoundError("acme/Metrics"),
                        new StackOverflowError("deep"),
                        new OutOfMemoryError("none left"))
                .map(thrown -> Arguments.of(event, thrown)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void and_everyEvent_isReportedToBothInOrder(Method event) throws ReflectiveOperationException {
        RedemptionListener pair = listener("first").and(listener("second"));

        event.invoke(pair, sample(event));

        assertThat(calls).containsExactly("first " + event.getName(), "second " + event.getName());
    }

    @ParameterizedTest
    @MethodSource("eventsAndThrowables")
    void and_oneThrowsWhateverItIs_othersAreNotifiedAndNothingEscapes(Method event, Throwable thrown) {
        RedemptionListener guarded = GuardedListener.of(listener("first"), throwing(thrown), listener("second"));

        assertThatCode(() -> event.invoke(guarded, sample(event))).doesNotThrowAnyException();

        assertThat(calls).contains("first " + event.getName(), "second " + event.getName());
        assertThat(failures)
                .contains(new ComponentFailed(
                        Component.LISTENER, thrown.getClass().getName()));
    }

    @ParameterizedTest
    @MethodSource("eventsAndThrowables")
    void guarded_allThrow_nothingEscapes(Method event, Throwable thrown) {
        RedemptionListener alone = throwing(thrown).guarded();
        RedemptionListener both = throwing(thrown).and(throwing(thrown));

        assertThatCode(() -> event.invoke(alone, sample(event))).doesNotThrowAnyException();
        assertThatCode(() -> event.invoke(both, sample(event))).doesNotThrowAnyException();
    }

    interface LayerListener extends RedemptionListener {
        void happened();
    }

    @Test
    void notifyAs_oneOfTwoIsOfTheType_isReportedToItAndWhatItThrowsToTheOther() {
        LayerListener ofTheLayer = () -> {
            calls.add("happened");
            throw new IllegalStateException("broken on purpose");
        };
        RedemptionListener both = ofTheLayer.and(listener("other"));

        both.notifyAs(LayerListener.class, LayerListener::happened);

        assertThat(calls).containsExactly("happened", "other componentFailed", "other notifyAs");
    }

    @Test
    void componentFailed_sameKindAgain_isReportedOnce() {
        RedemptionListener guarded = listener("only").guarded();

        for (int i = 0; i < 3; i++) {
            guarded.componentFailed(new ComponentFailed(Component.JOURNAL, "java.io.IOException"));
            guarded.componentFailed(new ComponentFailed(Component.JOURNAL, "java.lang.Error"));
        }

        assertThat(calls).hasSize(2);
    }

    @Test
    void guarded_again_isTheSame() {
        RedemptionListener guarded = listener("only").guarded();

        assertThat(guarded.guarded()).isSameAs(guarded);
        assertThat(RedemptionListener.NONE.guarded()).isSameAs(RedemptionListener.NONE);
    }

    private static @Nullable Object[] sample(Method event) {
        Consumer<RedemptionListener> nothing = listener -> {};
        return switch (event.getName()) {
            case "componentFailed" -> new Object[] {new ComponentFailed(Component.JOURNAL, "java.io.IOException")};
            case "notifyAs" -> new Object[] {RedemptionListener.class, nothing};
            default -> new @Nullable Object[] {null};
        };
    }

    private RedemptionListener throwing(Throwable thrown) {
        return proxy((proxy, method, arguments) -> {
            if (method.getReturnType() == RedemptionListener.class) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            throw thrown;
        });
    }

    private RedemptionListener listener(String name) {
        return proxy((proxy, method, arguments) -> {
            if (method.isDefault() && method.getReturnType() == RedemptionListener.class) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            if (arguments != null && arguments[0] instanceof ComponentFailed failure) {
                failures.add(failure);
            }
            calls.add(name + " " + method.getName());
            return null;
        });
    }

    /** A handler whose answer may be null, as that of a method without a result is. */
    private interface Handler {
        @Nullable
        Object answer(Object proxy, Method method, Object[] arguments) throws Throwable;
    }

    @SuppressWarnings("NullAway") // The JDK's handler answers null for void, and is not annotated.
    private static RedemptionListener proxy(Handler handler) {
        return (RedemptionListener) Proxy.newProxyInstance(
                RedemptionListener.class.getClassLoader(),
                new Class<?>[] {RedemptionListener.class},
                (proxy, method, arguments) -> method.getName().equals("equals")
                        ? System.identityHashCode(proxy) == System.identityHashCode(arguments[0])
                        : handler.answer(proxy, method, arguments));
    }
}
