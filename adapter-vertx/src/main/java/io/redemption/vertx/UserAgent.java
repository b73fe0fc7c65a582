package io.redemption.vertx;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header field {@code User-Agent}: this library with its version, then the application (RFC 9110, section 10.1.5).
 */
final class UserAgent {
    private static final Pattern PRODUCT =
            Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}(?:/[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64})?");
    private static final String LIBRARY = "redemption-java/" + version();

    private UserAgent() {}

    static String of(@Nullable String application) {
        return application == null ? LIBRARY : LIBRARY + " " + application;
    }

    /** Returns whether a text is a product: a token, optionally with a slash and a version. */
    static boolean isProduct(String text) {
        return PRODUCT.matcher(text).matches();
    }

    private static String version() {
        Properties build = new Properties();
        try (InputStream file = UserAgent.class.getResourceAsStream("build.properties")) {
            if (file != null) {
                build.load(file);
            }
        } catch (IOException unreadable) {
            return "unknown";
        }
        return build.getProperty("version", "unknown");
    }
}
