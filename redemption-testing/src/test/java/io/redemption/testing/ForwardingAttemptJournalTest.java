package io.redemption.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.port.AttemptJournal;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ForwardingAttemptJournalTest {
    private static final class SurvivingJournal extends ForwardingAttemptJournal {
        SurvivingJournal(AttemptJournal delegate) {
            super(delegate);
        }

        @Override
        public boolean survivesRestart() {
            return true;
        }
    }

    private static final class PlainJournal extends ForwardingAttemptJournal {
        PlainJournal(AttemptJournal delegate) {
            super(delegate);
        }
    }

    @Test
    void survivesRestart_overridden_isNotPassedOn() {
        AttemptJournal journal = new SurvivingJournal(AttemptJournal.inMemory());

        assertThat(journal.survivesRestart()).isTrue();
        assertThat(journal.evidence().toCompletableFuture()).isCompletedWithValue(List.of());
    }

    @TestFactory
    Stream<DynamicTest> everyMethod_notOverridden_isPassedOnWithItsAnswer() {
        return Arrays.stream(AttemptJournal.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !Modifier.isStatic(method.getModifiers()))
                .map(method -> DynamicTest.dynamicTest(method.toString(), () -> checkPassedOn(method)));
    }

    private static void checkPassedOn(Method method) throws ReflectiveOperationException {
        @Nullable
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> argument(type))
                .toArray();
        Object answer = method.getReturnType() == boolean.class ? true : new CompletableFuture<>();
        List<Method> calls = new ArrayList<>();
        AttemptJournal delegate = (AttemptJournal) Proxy.newProxyInstance(
                AttemptJournal.class.getClassLoader(),
                new Class<?>[] {AttemptJournal.class},
                (proxy, called, given) -> {
                    assertThat(Objects.requireNonNullElse(given, new Object[0])).isEqualTo(arguments);
                    calls.add(called);
                    return answer;
                });

        Object passedOn = method.invoke(new PlainJournal(delegate), arguments);

        assertThat(calls).containsExactly(method);
        assertThat(passedOn).isEqualTo(answer); // a stage equals itself alone
    }

    private static @Nullable Object argument(Class<?> type) {
        if (type == long.class) {
            return 7L;
        }
        if (type == int.class) {
            return 7;
        }
        return type == boolean.class ? true : null;
    }
}
