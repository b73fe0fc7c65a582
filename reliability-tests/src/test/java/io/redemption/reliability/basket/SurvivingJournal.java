package io.redemption.reliability.basket;

import io.redemption.port.AttemptJournal;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** An attempt journal that says that it survives its process, because the test keeps what it holds. */
final class SurvivingJournal {
    private static final Set<String> WRITES = Set.of("open", "settle", "discard", "absent", "reversal");

    private SurvivingJournal() {}

    /** Runs a write, or does not because the process has ended. */
    interface Writer {
        CompletionStage<Object> write(Supplier<CompletionStage<Object>> write);
    }

    static AttemptJournal over(AttemptJournal records, Writer writer) {
        return (AttemptJournal) Proxy.newProxyInstance(
                AttemptJournal.class.getClassLoader(), new Class<?>[] {AttemptJournal.class}, (proxy, method, args) -> {
                    if (method.getName().equals("survivesRestart")) {
                        return true;
                    }
                    return WRITES.contains(method.getName())
                            ? writer.write(() -> written(records, method, args))
                            : method.invoke(records, args);
                });
    }

    @SuppressWarnings("unchecked") // only the journal knows what its stages complete with
    private static CompletionStage<Object> written(AttemptJournal records, Method method, Object[] args) {
        try {
            return (CompletionStage<Object>) method.invoke(records, args);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a method of the journal", e);
        }
    }
}
