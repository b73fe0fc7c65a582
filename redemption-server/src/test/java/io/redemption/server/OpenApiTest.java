package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.wire.RouteReading;
import io.redemption.wire.VaucharRoute;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The document of each server matches what that server does, in paths, statuses and bodies. */
class OpenApiTest {
    private static final List<String> KINDS = List.of("/coupons", "/vouchers", "/gift-cards");
    private static final List<String> REQUESTS =
            List.of("CouponRedemptionRequest", "VoucherRedemptionRequest", "GiftCardRedemptionRequest");
    private static final int LEAST_ANSWERS = 229;

    enum Mode {
        SERVER,
        SERVER_201,
        STRICT,
        STRICT_201,
        GATEWAY,
        GATEWAY_201,
        GATEWAY_STRICT;

        boolean strict() {
            return name().contains("STRICT");
        }

        boolean gateway() {
            return name().startsWith("GATEWAY");
        }

        private RedemptionServerOptions.Builder with(RedemptionServerOptions.Builder options) {
            return options.strictVauchar(strict())
                    .couponCreateStatus(name().endsWith("201") ? CouponCreateStatus.CREATED : CouponCreateStatus.OK);
        }

        <T> T on(Function<Sandbox, T> use) {
            if (!gateway()) {
                try (Sandbox sandbox = Sandbox.open(this::with)) {
                    return use.apply(sandbox);
                }
            }
            try (GatewayPair pair = new GatewayPair(this::with)) {
                return use.apply(pair.gateway());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void document_mode_hasThePathsAndMethodsOfThatServer(Mode mode) {
        Map<String, Set<String>> described = mode.on(sandbox -> new DescribedApi(sandbox.description()).operations());

        Map<String, Set<String>> served = new TreeMap<>();
        for (VaucharRoute route : everyRoute()) {
            boolean issues = route instanceof VaucharRoute.Redeemables
                    && !mode.gateway()
                    && !(mode.strict() && route.path().equals("/coupons"));
            served.put(route.path(), methods(route, issues));
        }
        if (!mode.strict()) {
            for (String own : List.of(ExtensionResources.ROOT, ExtensionResources.HEALTH, ExtensionResources.OPENAPI)) {
                served.put(own, new TreeSet<>(List.of("GET")));
            }
        }
        assertThat(described).isEqualTo(served);
    }

    private static Set<String> methods(VaucharRoute route, boolean issues) {
        TreeSet<String> methods = new TreeSet<>(List.of("GET"));
        if (issues || route instanceof VaucharRoute.AllRedemptions) {
            methods.add("POST");
        }
        if (route instanceof VaucharRoute.OneRedemption) {
            methods.add("DELETE");
        }
        return methods;
    }

    private static List<VaucharRoute> everyRoute() {
        List<VaucharRoute> routes = new ArrayList<>();
        for (String kind : KINDS) {
            for (String rest :
                    new String[] {"", "/x", "/validate", "/x/validate", "/x/redemptions", "/x/redemptions/x"}) {
                routes.add(((RouteReading.Known) VaucharRoute.read(kind + rest)).route());
            }
        }
        routes.add(new VaucharRoute.ValidateAny());
        routes.add(new VaucharRoute.VerifyCredentials());
        assertThat(routes.stream().map(Object::getClass).distinct())
                .as("a route of the API that this test does not know")
                .hasSize(VaucharRoute.class.getPermittedSubclasses().length);
        return routes;
    }

    @ParameterizedTest
    @EnumSource
    void answers_mode_areAsThatServerDescribesThem(Mode mode) {
        int checked = mode.on(sandbox -> {
            DescribedApi described = new DescribedApi(sandbox.description());
            DescribedWalk walk = new DescribedWalk(sandbox, described);
            walk.everyKind();
            walk.codesAndCredentials();
            if (!mode.strict()) {
                walk.ownResources();
            }
            if (!mode.gateway()) {
                walk.issue(mode.strict());
            }
            return described.checked();
        });

        assertThat(checked).isGreaterThanOrEqualTo(LEAST_ANSWERS);
    }

    @ParameterizedTest
    @EnumSource
    void document_mode_tellsItsStatusItsLimitsAndWhatItIs(Mode mode) {
        String text = mode.on(Sandbox::description);
        JsonNode document = new DescribedApi(text).document();

        JsonNode created = document.at("/paths/~1coupons~1{couponId}~1redemptions/post/responses");
        assertThat(created.has("201")).isEqualTo(mode.name().endsWith("201"));
        assertThat(created.has("200")).isNotEqualTo(created.has("201"));
        assertThat(document.at("/info/description").asText())
                .contains(
                        "65536",
                        "15000 ms",
                        "1000 connections",
                        mode.gateway() ? "is a gateway" : "keeps redeemables itself");
        assertThat(text.contains("Idempotency-Key\"")).isNotEqualTo(mode.strict());
        assertThat(text.contains("Redemption-Executed")).isNotEqualTo(mode.strict());
        assertThat(text.contains("\"Redemption-Gateway\"")).isEqualTo(mode.gateway() && !mode.strict());
    }

    @Test
    void document_everyAnswer_isOpenAndEveryRequestIsPlain() {
        try (Sandbox sandbox = Sandbox.open()) {
            String text = sandbox.send("GET", "/openapi.json", "").body();

            assertThat(text).isEqualTo(sandbox.description());
            assertThat(text).doesNotContain("\"additionalProperties\":false", "\"oneOf\"", "\"anyOf\"", "\"allOf\"");
            JsonNode schemas = new DescribedApi(text).document().at("/components/schemas");
            schemas.properties()
                    .forEach(schema -> schema.getValue()
                            .get("properties")
                            .forEach(property -> assertThat(property.has("type") || property.has("$ref"))
                                    .as(schema.getKey() + ": " + property)
                                    .isTrue()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void document_amounts_haveTheDecimalsOfTheIssuer(int decimals) {
        Merchant shop = Merchant.of(
                "shop",
                Sandbox.KEY,
                InMemoryRedemptionPort.builder().maxScale(decimals).build());

        String document = ApiDescription.of(
                        RedemptionServerOptions.builder(shop).build())
                .at(URI.create("http://127.0.0.1:8080"));

        JsonNode schemas = new DescribedApi(document).document().at("/components/schemas");
        for (String schema : REQUESTS) {
            assertThat(schemas.at("/" + schema + "/properties/value_used/description")
                            .asText())
                    .contains("12 digits and " + decimals + " decimals");
        }
    }

    @Test
    void schema_otherBody_doesNotConform() {
        try (Sandbox sandbox = Sandbox.open()) {
            DescribedApi described = new DescribedApi(sandbox.description());

            assertThat(described.errors("{\"href\":\"x\",\"data\":[]}", "CouponRedemptionList"))
                    .isNotEmpty();
            assertThat(described.errors("{}", "Error")).isNotEmpty();
            assertThat(described.errors("{\"error\":{\"code\":\"a\",\"message\":\"b\"},\"new\":1}", "Error"))
                    .isEmpty();
        }
    }
}
