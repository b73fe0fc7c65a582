package io.redemption.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The resources that the vendor's API does not have and that need no credentials: name, health and API description of
 * the server. Immutable and thread-safe.
 */
final class ExtensionResources {
    static final String ROOT = "/";
    static final String HEALTH = "/health";
    static final String OPENAPI = "/openapi.json";

    private final Map<String, HttpAnswer> byPath;

    private ExtensionResources(Map<String, HttpAnswer> byPath) {
        this.byPath = byPath;
    }

    /** Makes all of them, or none for a server with the vendor's API only. */
    static ExtensionResources of(boolean strict, ApiDescription description, URI base) {
        return new ExtensionResources(
                strict
                        ? Map.of()
                        : Map.of(
                                ROOT, found(root(base)),
                                HEALTH, found("{\"status\":\"up\"}"),
                                OPENAPI, found(description.at(base))));
    }

    private static HttpAnswer found(String json) {
        return HttpAnswer.found(json.getBytes(UTF_8));
    }

    private static String root(URI base) {
        return new JsonObject()
                .put("name", "Redemption server")
                .put("description", "Redeems coupons, vouchers and gift cards. All paths but these need HTTP Basic.")
                .put("openapi", base + OPENAPI)
                .put("health", base + HEALTH)
                .encode();
    }

    @Nullable
    HttpAnswer find(String path) {
        return byPath.get(path);
    }
}
