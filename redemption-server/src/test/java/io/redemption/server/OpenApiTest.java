package io.redemption.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.redemption.IdSource;
import io.redemption.RedeemableKind;
import io.redemption.wire.RedeemableWriter;
import io.redemption.wire.RedemptionWriter;
import io.redemption.wire.RouteReading;
import io.redemption.wire.ValidationBody;
import io.redemption.wire.VaucharRoute;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The description of the API says what the server does, path by path and body by body. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final String DOCUMENT = "https://schemas.example/openapi.json";

    private Sandbox sandbox;
    private JsonNode document;
    private SchemaRegistry schemas;

    @BeforeAll
    void open() throws IOException {
        sandbox = Sandbox.open();
        String text = sandbox.send("GET", "/openapi.json", "").body();
        document = new ObjectMapper().readTree(text);
        schemas =
                SchemaRegistry.withDialect(Dialects.getOpenApi30(), builder -> builder.schemas(Map.of(DOCUMENT, text)));
    }

    @AfterAll
    void close() {
        sandbox.close();
    }

    @Test
    void paths_document_areThoseOfTheServerWithTheirMethods() {
        Map<String, TreeSet<String>> described = new TreeMap<>();
        document.get("paths").properties().forEach(path -> {
            TreeSet<String> methods = new TreeSet<>();
            path.getValue().fieldNames().forEachRemaining(method -> methods.add(method.toUpperCase(Locale.ROOT)));
            described.put(path.getKey().replaceAll("\\{[^}]*\\}", "x"), methods);
        });

        Map<String, TreeSet<String>> served = new TreeMap<>();
        for (VaucharRoute route : everyRoute()) {
            TreeSet<String> methods = new TreeSet<>();
            api().on(route).keySet().stream().map(HttpMethod::name).forEach(methods::add);
            served.put(route.path(), methods);
        }
        served.put(OwnResources.HEALTH, new TreeSet<>(List.of("GET")));
        served.put(OwnResources.OPENAPI, new TreeSet<>(List.of("GET")));

        assertThat(described).isEqualTo(served);
    }

    private static List<VaucharRoute> everyRoute() {
        List<VaucharRoute> routes = new ArrayList<>();
        for (String kind : new String[] {"coupons", "vouchers", "gift-cards"}) {
            for (String rest :
                    new String[] {"", "/x", "/validate", "/x/validate", "/x/redemptions", "/x/redemptions/x"}) {
                routes.add(((RouteReading.Known) VaucharRoute.read("/" + kind + rest)).route());
            }
        }
        routes.add(new VaucharRoute.ValidateAny());
        routes.add(new VaucharRoute.VerifyCredentials());
        assertThat(routes.stream().map(Object::getClass).distinct())
                .as("a route of the API that this test does not know")
                .hasSize(VaucharRoute.class.getPermittedSubclasses().length);
        assertThat(RedeemableKind.values()).hasSize(3);
        return routes;
    }

    private static Api api() {
        URI base = URI.create("http://sandbox");
        Problems problems = new Problems(true);
        return new Api(
                new RedemptionOperations(new RedemptionWriter(base), problems, CouponCreateStatus.OK),
                new RedeemableOperations(new RedeemableWriter(base), problems, new Orders(IdSource.seeded(1))),
                new ValidationOperations(new ValidationBody(base, true), problems),
                false);
    }

    @Test
    void bodies_answers_areAsDescribed() {
        for (String[] kind : new String[][] {
            {"/coupons", Sandbox.COUPON, "Coupon"},
            {"/vouchers", Sandbox.VOUCHER, "Voucher"},
            {"/gift-cards", Sandbox.GIFT_CARD, "GiftCard"}
        }) {
            String one = kind[0] + "/" + kind[1];
            String request = "{\"user_id\":\"1\",\"transaction_id\":\"t\",\"value_used\":\"10.5\"}";
            String created = sandbox.post(one + "/redemptions", request).body();
            String id = created.replaceAll(".*\"id\":\"(res-[^\"]+)\".*", "$1");

            conforms(request, kind[2] + "RedemptionRequest");
            conforms(created, kind[2] + "Redemption");
            conforms(sandbox.get(one + "/redemptions").body(), kind[2] + "RedemptionList");
            conforms(sandbox.get(one + "/redemptions/" + id).body(), kind[2] + "RedemptionEnvelope");
            conforms(sandbox.get(one).body(), kind[2] + "Envelope");
            conforms(sandbox.get(kind[0]).body(), kind[2] + "List");
            conforms(sandbox.get(one + "/validate").body(), "Validation");
            conforms(sandbox.get(kind[0] + "/nobody").body(), "Error");
        }
        conforms(sandbox.get("/validate?code=nobody").body(), "Validation");
        conforms(
                sandbox.get("/gift-cards/" + Sandbox.GIFT_CARD + "/validate?value_used=9999")
                        .body(),
                "Validation");
        conforms(
                sandbox.post("/vouchers/" + Sandbox.VOUCHER + "/redemptions", "{\"user_id\":\"1\"}")
                        .body(),
                "Error");
        conforms(sandbox.send("GET", "/coupons", "").body(), "Error");
        conforms(sandbox.get("/health").body(), "Health");
    }

    @Test
    void schema_otherBody_doesNotConform() {
        assertThat(errors("{\"href\":\"x\",\"data\":[]}", "CouponRedemptionList"))
                .isNotEmpty();
        assertThat(errors("{}", "Error")).isNotEmpty();
    }

    private void conforms(String body, String schema) {
        assertThat(errors(body, schema)).as(schema + ": " + body).isEmpty();
    }

    private List<?> errors(String body, String name) {
        Schema schema = schemas.getSchema(SchemaLocation.of(DOCUMENT + "#/components/schemas/" + name));
        assertThat(body.getBytes(UTF_8)).isNotEmpty();
        return schema.validate(body, InputFormat.JSON);
    }
}
