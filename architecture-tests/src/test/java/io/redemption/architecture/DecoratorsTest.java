package io.redemption.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.redemption.cache.CacheOptions;
import io.redemption.cache.CachingRedemptionPort;
import io.redemption.model.AttemptId;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.Code;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.TransactionId;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import io.redemption.port.TimeSource;
import io.redemption.resilience.ResilienceOptions;
import io.redemption.resilience.ResilientRedemptionPort;
import io.redemption.testing.ScriptedRedemptionPort;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every decorator overrides each method of the port and passes the call to its delegate with the same arguments. */
class DecoratorsTest {
    /** Creates each decorator. A new decorator that is missing here fails a test. */
    private static final Map<Class<?>, Function<RedemptionPort, RedemptionPort>> MAKERS = Map.of(
            CachingRedemptionPort.class,
            delegate ->
                    CachingRedemptionPort.over(delegate, CacheOptions.builder().build()),
            ResilientRedemptionPort.class,
            delegate -> ResilientRedemptionPort.over(
                    delegate, ResilienceOptions.builder().build()),
            ScriptedRedemptionPort.class,
            delegate -> ScriptedRedemptionPort.over(delegate, TimeSource.system()));

    private static final RedeemableId COUPON = RedeemableId.coupon("cpn-1");
    private static final RedemptionAttempt ATTEMPT = new RedemptionAttempt(
            AttemptId.of("attempt-1"),
            RedemptionRequest.builder(COUPON).user("user").build(),
            TransactionId.of("t-1"),
            Instant.EPOCH);

    /** One argument of each type that a method of the ports takes. */
    private static final Map<Class<?>, Object> ARGUMENTS = Map.of(
            RedemptionAttempt.class,
            ATTEMPT,
            List.class,
            List.of(ATTEMPT),
            Reversal.class,
            new Reversal(COUPON, RedemptionId.of("rdm-1")),
            RedeemableId.class,
            COUPON,
            RedemptionId.class,
            RedemptionId.of("rdm-1"),
            HistoryQuery.class,
            HistoryQuery.ALL_FROM_ISSUER,
            Freshness.class,
            Freshness.FROM_ISSUER,
            Code.class,
            Code.of("CODE"),
            RedemptionRequest.class,
            ATTEMPT.request());

    /** A port of both kinds. */
    interface BothPorts extends RedemptionPort, RedeemablePort {}

    static List<Method> portMethods() {
        return Stream.of(RedemptionPort.class, RedeemablePort.class)
                .flatMap(port -> Arrays.stream(port.getDeclaredMethods()))
                .filter(method -> !method.isSynthetic() && !Modifier.isStatic(method.getModifiers()))
                .toList();
    }

    @Test
    void decorators_shipped_areAllTested() {
        Set<String> found = new TreeSet<>();
        for (JavaClass one : ProductionClasses.CLASSES) {
            boolean decorates = one.isAssignableTo(RedemptionPort.class)
                    && !one.isInterface()
                    && one.getModifiers().contains(JavaModifier.PUBLIC)
                    && one.getMethods().stream()
                            .anyMatch(method -> method.getModifiers().contains(JavaModifier.STATIC)
                                    && method.getRawParameterTypes().stream()
                                            .anyMatch(type -> type.isEquivalentTo(RedemptionPort.class)));
            if (decorates) {
                found.add(one.getName());
            }
        }

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        MAKERS.keySet().stream().map(Class::getName).toList());
    }

    @TestFactory
    Stream<DynamicTest> decorator_everyPortMethod_isOverriddenAndPassedOn() {
        return MAKERS.entrySet().stream()
                .map(decorator -> DynamicTest.dynamicTest(
                        decorator.getKey().getSimpleName(),
                        () -> assertThat(forgotten(decorator.getValue())).isEmpty()));
    }

    @Test
    void decorator_thatForgetsMethods_isFound() {
        assertThat(forgotten(IncompleteDecorator::new))
                .containsExactlyInAnyOrder(
                        "find is not passed on",
                        "history is not passed on",
                        "lookup is missing",
                        "lookup is missing",
                        "validate is missing");
    }

    /** Describes the methods that a decorator does not override or does not pass on. */
    private static List<String> forgotten(Function<RedemptionPort, RedemptionPort> maker) {
        List<String> forgotten = new ArrayList<>();
        for (Method method : portMethods()) {
            List<Call> called = new ArrayList<>();
            RedemptionPort decorator = maker.apply(recording(called));
            if (!method.getDeclaringClass().isInstance(decorator) || !overrides(decorator.getClass(), method)) {
                forgotten.add(method.getName() + " is missing");
                continue;
            }
            called.clear();
            Object[] arguments = call(decorator, method);
            if (!called.contains(Call.of(method, arguments))) {
                forgotten.add(method.getName() + " is not passed on");
            }
        }
        return forgotten;
    }

    private static boolean overrides(Class<?> decorator, Method method) {
        try {
            return decorator
                    .getMethod(method.getName(), method.getParameterTypes())
                    .getDeclaringClass()
                    .equals(decorator);
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** A call of a port with its arguments. */
    private record Call(String method, List<Object> arguments) {
        static Call of(Method method, Object @Nullable [] arguments) {
            return new Call(method.getName(), arguments == null ? List.of() : List.of(arguments));
        }
    }

    /** Calls the method and returns the arguments. */
    private static Object[] call(RedemptionPort decorator, Method method) {
        Object[] arguments =
                Arrays.stream(method.getParameterTypes()).map(ARGUMENTS::get).toArray();
        assertThat(arguments).as("arguments of %s", method).doesNotContainNull();
        try {
            method.invoke(decorator, arguments);
            return arguments;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method + " of " + decorator, e);
        }
    }

    private static RedemptionPort recording(List<Call> called) {
        return (RedemptionPort) Proxy.newProxyInstance(
                DecoratorsTest.class.getClassLoader(), new Class<?>[] {BothPorts.class}, (proxy, method, arguments) -> {
                    called.add(Call.of(method, arguments));
                    return method.getName().equals("capabilities")
                            ? new Capabilities(Set.of(Capability.ATOMIC_BASKET), 2)
                            : new CompletableFuture<>();
                });
    }
}
