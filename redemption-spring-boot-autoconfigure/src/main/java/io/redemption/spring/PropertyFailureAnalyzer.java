package io.redemption.spring;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says in one sentence which of our properties is not known or not readable. It goes before Spring Boot's own
 * analyzers, which show the value: of a key under a wrong name, that is a secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PropertyFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of(RedemptionProperties.PREFIX);

    PropertyFailureAnalyzer() {}

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (!OURS.equals(cause.getName()) && !OURS.isAncestorOf(cause.getName())) {
            return null;
        }
        UnboundConfigurationPropertiesException unknown =
                findCause(rootFailure, UnboundConfigurationPropertiesException.class);
        return unknown == null ? unreadable(cause) : unknown(unknown, cause);
    }

    private static FailureAnalysis unknown(UnboundConfigurationPropertiesException unknown, BindException cause) {
        String names = unknown.getUnboundProperties().stream()
                .map(property -> "'" + property.getName() + "'" + origin(property))
                .collect(Collectors.joining(", "));
        return new FailureAnalysis("There is no property " + names + ".", "Correct its name, or remove it.", cause);
    }

    private static FailureAnalysis unreadable(BindException cause) {
        ConfigurationProperty property = cause.getProperty();
        Class<?> type = cause.getTarget().getType().resolve(Object.class);
        String name = property == null ? cause.getName().toString() : property.getName() + "'" + origin(property);
        return new FailureAnalysis(
                "The property '" + name + (property == null ? "'" : "") + " cannot be read as "
                        + (type.isEnum() ? "one of " + constants(type) : type.getSimpleName()) + ".",
                "Correct its value.",
                cause);
    }

    private static String origin(ConfigurationProperty property) {
        return property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
