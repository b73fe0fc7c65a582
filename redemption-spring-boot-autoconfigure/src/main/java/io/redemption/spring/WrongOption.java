package io.redemption.spring;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Names the property of an option that the library refused. Stateless. */
final class WrongOption {
    /** The properties of a merchant that set an option, by the name of the option in messages. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "base URI", "vauchar.url",
            "merchant id", "vauchar.merchant-id",
            "API key", "vauchar.api-key",
            "send timeout", "vauchar.send-timeout",
            "total deadline", "vauchar.total-deadline",
            "pool size", "vauchar.pool-size",
            "resolve wait", "vauchar.resolve-wait",
            "user key", "journal.user-key",
            "keep settled", "journal.keep-settled");

    private static final String TIME_TO_LIVE = "time to live";

    private WrongOption() {}

    /**
     * Creates something of the options that the properties set.
     *
     * @param prefix what the merchant's properties begin with
     * @param created creates it, and throws an {@link IllegalArgumentException} that begins with the option's name
     * @throws RedemptionSetupException if it throws that
     */
    static <T> T named(String prefix, Supplier<T> created) {
        try {
            return created.get();
        } catch (IllegalArgumentException wrong) {
            String message = Objects.requireNonNullElse(wrong.getMessage(), "");
            RedemptionSetupException named = new RedemptionSetupException(
                    subject(prefix, message.split(":", 2)[0]) + " cannot be used: " + message + ".",
                    "Correct its value.");
            named.initCause(wrong);
            throw named;
        }
    }

    private static String subject(String prefix, String option) {
        String property = option.equals(TIME_TO_LIVE)
                ? RedemptionProperties.PREFIX + ".cache.time-to-live"
                : PROPERTIES.containsKey(option) ? prefix + "." + PROPERTIES.get(option) : "";
        return property.isEmpty() ? "An option below '" + prefix + "'" : "The property '" + property + "'";
    }
}
