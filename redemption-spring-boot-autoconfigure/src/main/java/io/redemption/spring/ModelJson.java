package io.redemption.spring;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of the library's types as JSON: plain text, numbers, lists and maps, for any version of Jackson. A type
 * without a view of its own is shown as its {@code toString}, which masks secrets, so that a new type cannot leak.
 * Stateless.
 */
final class ModelJson {
    private static final Set<String> PACKAGES =
            Set.of("io.redemption.model", "io.redemption.port", "io.redemption.events");

    private static final Map<Class<?>, Function<Object, Object>> VIEWS = views();

    private ModelJson() {}

    /** {@return whether values of a type are shown here; enums are shown by their name anyway} */
    static boolean covers(Class<?> type) {
        return PACKAGES.contains(type.getPackageName()) && !Enum.class.isAssignableFrom(type);
    }

    /** {@return why a type is not read} */
    static String refusal(Class<?> type) {
        return type.getName() + " is written as JSON, with masks for secrets, and never read. Read a type of your own"
                + " and create the value from it.";
    }

    /** {@return the value as text, number, truth value, list or map with text keys} */
    static Object plain(Object value) {
        if (value instanceof Collection<?> all) {
            return all.stream().map(ModelJson::plain).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, each) -> plain.put(key.toString(), plain(each)));
            return plain;
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Instant || value instanceof Duration) {
            return value.toString(); // ISO 8601
        }
        return VIEWS.getOrDefault(value.getClass(), Object::toString).apply(value);
    }

    private static Map<Class<?>, Function<Object, Object>> views() {
        Views views = new Views();
        OutcomeViews.addTo(views);
        RedeemableViews.addTo(views);
        return Map.copyOf(views.byType);
    }

    /** Collects the views. Not thread-safe. */
    static final class Views {
        private final Map<Class<?>, Function<Object, Object>> byType = new HashMap<>();

        private Views() {}

        /** Shows values of a type as text. */
        <T> Views text(Class<T> type, Function<T, String> text) {
            byType.put(type, value -> text.apply(type.cast(value)));
            return this;
        }

        /** Shows values of a type as an object with members. */
        <T> Views object(Class<T> type, BiConsumer<T, Members> view) {
            byType.put(type, value -> {
                Members members = new Members();
                view.accept(type.cast(value), members);
                return members.plain;
            });
            return this;
        }
    }

    /** The members of an object. Not thread-safe. */
    static final class Members {
        private final Map<String, Object> plain = new LinkedHashMap<>();

        private Members() {}

        /** Adds a member; an absent one is left out. */
        Members put(String name, @Nullable Object value) {
            if (value != null) {
                plain.put(name, plain(value));
            }
            return this;
        }
    }
}
