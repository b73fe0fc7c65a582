package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListenerPairTest {
    private final List<String> told = new ArrayList<>();

    static Stream<Method> events() {
        return Arrays.stream(RedemptionListener.class.getMethods())
                .filter(method -> method.getReturnType() == void.class);
    }

    @ParameterizedTest
    @MethodSource("events")
    void and_everyEvent_isToldToBothInOrder(Method event) throws ReflectiveOperationException {
        RedemptionListener pair = listener("first").and(listener("second"));

        event.invoke(pair, new Object[] {null});

        assertThat(told).containsExactly("first " + event.getName(), "second " + event.getName());
    }

    @ParameterizedTest
    @MethodSource("events")
    void and_firstThrows_secondIsToldAllTheSame(Method event) {
        RedemptionListener broken = proxy((proxy, method, arguments) -> {
            throw new IllegalStateException("broken on purpose");
        });

        Throwable thrown =
                catchThrowable(() -> event.invoke(new ListenerPair(broken, listener("second")), new Object[] {null}));

        assertThat(thrown).isNotNull();
        assertThat(told).containsExactly("second " + event.getName());
    }

    private RedemptionListener listener(String name) {
        return proxy((proxy, method, arguments) -> {
            if (method.isDefault() && method.getReturnType() == RedemptionListener.class) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            told.add(name + " " + method.getName());
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
                (proxy, method, arguments) -> handler.answer(proxy, method, arguments));
    }
}
