package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An OpenAPI document, against which answers are checked: path, method, status, header fields, body. */
final class DescribedApi {
    private static final String DOCUMENT = "https://schemas.example/openapi.json";
    /** The response that any request can get, which is described once. */
    private static final Set<Integer> COMMON = Set.of(405, 408, 413, 414, 415, 431, 501, 505);

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private int checked;

    DescribedApi(String text) {
        try {
            document = new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
        schemas =
                SchemaRegistry.withDialect(Dialects.getOpenApi30(), builder -> builder.schemas(Map.of(DOCUMENT, text)));
    }

    JsonNode document() {
        return document;
    }

    int checked() {
        return checked;
    }

    /** Paths with a letter for each parameter, and their methods. */
    Map<String, Set<String>> operations() {
        Map<String, Set<String>> operations = new TreeMap<>();
        document.get("paths").properties().forEach(path -> {
            TreeSet<String> methods = new TreeSet<>();
            path.getValue().fieldNames().forEachRemaining(method -> methods.add(method.toUpperCase(Locale.ROOT)));
            operations.put(path.getKey().replaceAll("\\{[^}]*\\}", "x"), methods);
        });
        return operations;
    }

    void check(String method, String target, RawAnswer answer) {
        String asked = method + " " + target + ": " + answer;
        String path = template(target.replaceAll("\\?.*", ""));
        JsonNode operation = document.at(pointer("paths", path, method.toLowerCase(Locale.ROOT)));
        assertThat(operation.isMissingNode()).as("not described: " + asked).isFalse();
        JsonNode responses = operation.get("responses");
        boolean listed = responses.has(Integer.toString(answer.status()));
        assertThat(listed || COMMON.contains(answer.status()))
                .as("status not described: " + asked)
                .isTrue();
        JsonNode response = listed ? responses.get(Integer.toString(answer.status())) : responses.get("default");
        if (response.has("$ref")) {
            response = document.at(response.get("$ref").asText().substring(1));
        }
        headers(response.path("headers"), answer, asked);
        JsonNode schema = response.at("/content/application~1json/schema");
        if (schema.isMissingNode()) {
            assertThat(answer.body()).as(asked).isEmpty();
        } else {
            body(schema, answer.body(), asked);
        }
        checked++;
    }

    private void headers(JsonNode described, RawAnswer answer, String asked) {
        for (String line : answer.fields()) {
            String name = line.substring(0, line.indexOf(':'));
            if (name.startsWith("Redemption-") || name.startsWith("Idempotency-")) {
                assertThat(described.has(name))
                        .as(name + " not described: " + asked)
                        .isTrue();
            }
        }
        assertThat(described.has(RequestHandler.GATEWAY))
                .as(asked)
                .isEqualTo(answer.field(RequestHandler.GATEWAY).isPresent());
    }

    private void body(JsonNode schema, String body, String asked) {
        boolean array = schema.path("type").asText().equals("array");
        JsonNode named = array ? schema.get("items") : schema;
        if (!named.has("$ref")) {
            assertThat(body).as(asked).startsWith(array ? "[" : "{");
            return;
        }
        String name = named.get("$ref").asText().replace("#/components/schemas/", "");
        try {
            JsonNode json = new ObjectMapper().readTree(body);
            for (JsonNode each : array ? List.copyOf(iterable(json)) : List.of(json)) {
                assertThat(errors(each.toString(), name))
                        .as(name + ": " + asked)
                        .isEmpty();
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(asked, e);
        }
    }

    private static List<JsonNode> iterable(JsonNode array) {
        assertThat(array.isArray()).isTrue();
        return array.valueStream().toList();
    }

    List<?> errors(String body, String name) {
        Schema schema = schemas.getSchema(SchemaLocation.of(DOCUMENT + "#/components/schemas/" + name));
        return schema.validate(body, InputFormat.JSON);
    }

    /** Returns the described path that matches; one without parameters has priority. */
    private String template(String path) {
        List<String> templates =
                document.get("paths").propertyStream().map(Map.Entry::getKey).toList();
        return templates.stream()
                .filter(each -> each.equals(path))
                .findFirst()
                .or(() -> templates.stream()
                        .filter(each -> path.matches(each.replaceAll("\\{[^}]*\\}", "[^/]+")))
                        .findFirst())
                .orElse("not described: " + path);
    }

    private static String pointer(String... names) {
        StringBuilder pointer = new StringBuilder();
        for (String name : names) {
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
