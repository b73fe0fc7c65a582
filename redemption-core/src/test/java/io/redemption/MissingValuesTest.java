package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.redemption.events.RedemptionListener;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Voucher;
import io.redemption.port.InvalidationBus;
import io.redemption.port.RedemptionChangeListener;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is not declared nullable refuses {@code null} by name, so that a mistake shows where it is made. */
class MissingValuesTest {
    private static final String MESSAGE = "%s: null (expected: a value)";

    /** What {@link Redemptions} and adapters make and callers read. */
    private static final List<Class<?>> MADE_INSIDE =
            List.of(InvalidationBus.class, RedemptionChangeListener.class, RedemptionListener.class);

    static Stream<Object> records() {
        return CanaryTest.EVERY_RECORD.stream().filter(MissingValuesTest::isMadeByCallers);
    }

    static Stream<Object> recordsAlone() {
        return records().filter(sample -> sample instanceof Record);
    }

    private static boolean isMadeByCallers(Object sample) {
        Class<?> type = sample.getClass();
        Class<?> outer = type.getEnclosingClass();
        return !MADE_INSIDE.contains(type) && (outer == null || !MADE_INSIDE.contains(outer));
    }

    @ParameterizedTest
    @MethodSource("recordsAlone")
    void constructor_missingComponent_isRefusedByName(Object sample) throws ReflectiveOperationException {
        RecordComponent[] components = sample.getClass().getRecordComponents();
        Constructor<?> constructor = sample.getClass()
                .getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        for (int i = 0; i < components.length; i++) {
            @Nullable Object[] values = values(sample, components);
            values[i] = null;
            if (mayBeMissing(components[i])) {
                continue;
            }
            assertThat(refusal(() -> constructor.newInstance(values)))
                    .as("%s of %s", components[i].getName(), sample.getClass().getName())
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage(MESSAGE, components[i].getName());
        }
    }

    private static @Nullable Object[] values(Object sample, RecordComponent[] components)
            throws ReflectiveOperationException {
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = components[i].getAccessor().invoke(sample);
        }
        return values;
    }

    private static boolean mayBeMissing(RecordComponent component) {
        return component.getType().isPrimitive() || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    static Stream<Object> builders() {
        return Stream.of(
                RedemptionRequest.builder(RedeemableId.coupon("c")),
                Coupon.builder("c", Discount.fixed("1")),
                Voucher.builder("v", Discount.fixed("1")),
                GiftCard.builder("g", "1"),
                Redemption.builder(RedemptionId.of("r"), RedeemableId.coupon("c"), Instant.EPOCH));
    }

    @ParameterizedTest
    @MethodSource("builders")
    void builder_missingValue_isRefusedByName(Object builder) {
        for (Method method : builder.getClass().getMethods()) {
            boolean takesAValue = method.getDeclaringClass() != Object.class
                    && method.getParameterCount() == 1
                    && !method.getParameterTypes()[0].isPrimitive()
                    && !method.getAnnotatedParameterTypes()[0].isAnnotationPresent(Nullable.class);
            if (takesAValue) {
                assertThat(refusal(() -> method.invoke(builder, new @Nullable Object[] {null})))
                        .as(method.getName())
                        .isInstanceOf(NullPointerException.class)
                        .message()
                        .matches("\\w+: null \\(expected: a value\\)");
            }
        }
    }

    @Test
    void factories_missingValue_refuseItByName() throws ReflectiveOperationException {
        List<String> tried = new ArrayList<>();
        for (Object sample : records().toList()) {
            for (Method method : sample.getClass().getMethods()) {
                if (isFactory(method)) {
                    tried.add(method.toString());
                    assertThat(refusal(() -> method.invoke(null, new @Nullable Object[] {null})))
                            .as(method.toString())
                            .isInstanceOf(NullPointerException.class)
                            .message()
                            .matches("\\w+: null \\(expected: a value\\)");
                }
            }
        }
        assertThat(tried).hasSizeGreaterThan(12);
    }

    private static boolean isFactory(Method method) {
        return Modifier.isStatic(method.getModifiers())
                && method.getParameterCount() == 1
                && !method.getParameterTypes()[0].isPrimitive()
                && method.getReturnType() == method.getDeclaringClass();
    }

    private static @Nullable Throwable refusal(ReflectiveCall call) {
        Throwable thrown = catchThrowable(call::run);
        return thrown instanceof InvocationTargetException wrapped ? wrapped.getCause() : thrown;
    }

    /** A call by reflection. */
    @FunctionalInterface
    private interface ReflectiveCall {
        Object run() throws ReflectiveOperationException;
    }
}
