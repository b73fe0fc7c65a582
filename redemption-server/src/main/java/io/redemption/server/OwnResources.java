package io.redemption.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The resources that the vendor's API does not have and that need no credentials: whether the server is up, and the
 * description of its API. Immutable and thread-safe.
 */
final class OwnResources {
    static final String HEALTH = "/health";
    static final String OPENAPI = "/openapi.json";

    private final Map<String, HttpAnswer> byPath;

    private OwnResources(Map<String, HttpAnswer> byPath) {
        this.byPath = byPath;
    }

    /** Both of them; none if the server shows nothing but the vendor's API. */
    static OwnResources of(boolean strict) {
        return new OwnResources(
                strict
                        ? Map.of()
                        : Map.of(
                                HEALTH, HttpAnswer.found("{\"status\":\"up\"}".getBytes(UTF_8)),
                                OPENAPI, HttpAnswer.found(description())));
    }

    @Nullable
    HttpAnswer find(String path) {
        return byPath.get(path);
    }

    private static byte[] description() {
        try (InputStream in = OwnResources.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not beside this class");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
