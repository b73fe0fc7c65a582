package io.redemption.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document of one server. The resource describes a server with every feature; this class removes and
 * changes what differs on this server. Not thread-safe; the finished document is.
 */
final class ApiDescription {
    private static final Set<String> OWN_HEADERS = Set.of("Idempotency-Status", "Redemption-Executed");

    private final JsonObject document = resource();
    private final JsonObject paths = document.getJsonObject("paths");

    private ApiDescription() {}

    /** Describes a server. Its URI is added by {@link #at}, because it is known only once the server listens. */
    static ApiDescription of(RedemptionServerOptions options) {
        ApiDescription description = new ApiDescription();
        description.describe(options);
        description.describeDecimals(options.decimals());
        if (options.couponCreateStatus() != CouponCreateStatus.OK) {
            description.answerCouponsWith(options.couponCreateStatus().code());
        }
        if (!options.issues()) {
            description.removeOperations(List.of("/coupons", "/vouchers", "/gift-cards"), "post");
        }
        if (!options.lists()) {
            description.removeOperations(List.of("/coupons", "/vouchers", "/gift-cards"), "get");
        }
        if (options.isGateway()) {
            description.required("CouponRedemptionList").remove("count");
        }
        if (options.strictVauchar()) {
            description.removeExtensions();
        } else if (options.isGateway()) {
            description.responses().forEach(ApiDescription::describeGateway);
        }
        description.removeUnusedSchemas();
        return description;
    }

    /** Returns the document for a server with this base URI. */
    String at(URI base) {
        JsonObject server = new JsonObject().put("url", base.toString());
        return document.copy().put("servers", new JsonArray().add(server)).encode();
    }

    private void describe(RedemptionServerOptions options) {
        HttpLimits limits = options.limits();
        JsonObject info = document.getJsonObject("info");
        info.put(
                "description",
                info.getString("description") + " This server "
                        + (options.isGateway()
                                ? "is a gateway to a remote issuer, and nothing can be issued here."
                                : "keeps redeemables itself.")
                        + (options.strictVauchar() || !options.issues()
                                ? ""
                                : " Idempotency keys are kept in memory until the server ends; those of issuing "
                                        + "requests for as many of each merchant's newest answers as "
                                        + (Merchant.MAX_ISSUED_ANSWER_BYTES >> 20) + " MiB hold.")
                        + (options.strictVauchar()
                                ? " It is strict: it has only the header fields, members and paths of the "
                                        + "vendor's API, and ignores an Idempotency-Key."
                                : "")
                        + " Limits: request line " + HttpLimits.MAX_LINE_BYTES + " bytes (414), header fields "
                        + HttpLimits.MAX_HEADER_BYTES + " bytes (431), body " + HttpLimits.MAX_BODY_BYTES
                        + " bytes (413), which has to end in " + limits.body().toMillis() + " ms (408); "
                        + limits.maxConnections() + " connections.");
    }

    private void describeDecimals(int decimals) {
        String amount = "More than zero, at most 12 digits and " + decimals
                + " decimals, or as many as the currency has if they are fewer.";
        for (String schema :
                List.of("CouponRedemptionRequest", "VoucherRedemptionRequest", "GiftCardRedemptionRequest")) {
            schema(schema)
                    .getJsonObject("properties")
                    .getJsonObject("value_used")
                    .put("description", amount);
        }
    }

    private void answerCouponsWith(int status) {
        JsonObject responses = paths.getJsonObject("/coupons/{couponId}/redemptions")
                .getJsonObject("post")
                .getJsonObject("responses");
        responses.put(Integer.toString(status), responses.remove("200"));
    }

    private void removeOperations(List<String> from, String method) {
        for (String path : from) {
            JsonObject item = paths.getJsonObject(path);
            if (item != null) {
                item.remove(method);
                if (item.isEmpty()) {
                    paths.remove(path);
                }
            }
        }
    }

    private void removeExtensions() {
        List.of(ExtensionResources.ROOT, ExtensionResources.HEALTH, ExtensionResources.OPENAPI)
                .forEach(paths::remove);
        removeOperations(List.of("/coupons"), "post");
        removeNamed(document.getJsonArray("tags"), "This server");
        operations().forEach(operation -> removeNamed(operation.getJsonArray("parameters"), "Idempotency-Key"));
        responses().forEach(response -> {
            JsonObject headers = response.getJsonObject("headers", new JsonObject());
            OWN_HEADERS.forEach(headers::remove);
            if (headers.isEmpty()) {
                response.remove("headers");
            }
        });
        for (String schema : List.of("Validation", "ValidationOrError", "ErrorDetails")) {
            schema(schema).getJsonObject("properties").remove("violations");
        }
    }

    private static void describeGateway(JsonObject response) {
        JsonObject headers = response.getJsonObject("headers", new JsonObject());
        headers.put(
                RequestHandler.GATEWAY,
                new JsonObject()
                        .put(
                                "description",
                                "The issuer is remote, so its answers can get lost, and idempotency keys are "
                                        + "known to this server alone.")
                        .put("schema", new JsonObject().put("type", "string").put("enum", new JsonArray().add("1"))));
        response.put("headers", headers);
    }

    private Stream<JsonObject> operations() {
        return children(paths).flatMap(ApiDescription::children);
    }

    /** Returns the responses of all operations, and those in the components. */
    private Stream<JsonObject> responses() {
        return Stream.concat(
                operations()
                        .flatMap(operation -> children(operation.getJsonObject("responses")))
                        .filter(response -> !response.containsKey("$ref")),
                children(document.getJsonObject("components").getJsonObject("responses")));
    }

    private static Stream<JsonObject> children(JsonObject parent) {
        return parent.fieldNames().stream().map(parent::getJsonObject);
    }

    private static void removeNamed(@Nullable JsonArray objects, String name) {
        if (objects == null) {
            return;
        }
        for (int i = objects.size() - 1; i >= 0; i--) {
            if (name.equals(objects.getJsonObject(i).getString("name"))) {
                objects.remove(i);
            }
        }
    }

    /** Removes schemas that only removed operations used. */
    private void removeUnusedSchemas() {
        JsonObject schemas = document.getJsonObject("components").getJsonObject("schemas");
        boolean removed = true;
        while (removed) {
            String text = document.encode();
            removed = schemas.fieldNames().removeIf(name -> !text.contains("#/components/schemas/" + name + "\""));
        }
    }

    private JsonArray required(String schema) {
        return schema(schema).getJsonArray("required");
    }

    private JsonObject schema(String name) {
        return document.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
    }

    private static JsonObject resource() {
        try (InputStream in = ApiDescription.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not beside this class");
            }
            return new JsonObject(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
