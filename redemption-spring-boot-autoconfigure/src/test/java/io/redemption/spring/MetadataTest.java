package io.redemption.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an editor knows of the properties: each with a description, a type and its default. */
class MetadataTest {
    private static final String FILE = "/META-INF/spring-configuration-metadata.json";

    @Test
    void everyProperty_isDescribed() throws IOException {
        Map<String, JsonNode> described = described();

        Stream.of(RedemptionProperties.class.getRecordComponents())
                .flatMap(component -> names(RedemptionProperties.PREFIX, component))
                .forEach(name -> {
                    assertThat(described).containsKey(name);
                    assertThat(property(described, name).path("description").asText())
                            .as("description of " + name)
                            .endsWith(".");
                    assertThat(property(described, name).path("type").asText())
                            .as("type of " + name)
                            .isNotEmpty();
                });
        assertThat(described).containsKey("management.health.redemption.enabled");
    }

    @Test
    void everyDefault_isTold() throws IOException {
        Map<String, JsonNode> described = described();

        assertThat(property(described, "redemption.port").path("defaultValue").asText())
                .isEqualTo("vauchar");
        assertThat(property(described, "redemption.journal.store")
                        .path("defaultValue")
                        .asText())
                .isEqualTo("memory");
        assertThat(property(described, "redemption.journal.baskets")
                        .path("defaultValue")
                        .asBoolean(true))
                .isFalse();
    }

    private static JsonNode property(Map<String, JsonNode> described, String name) {
        return described.getOrDefault(name, MissingNode.getInstance());
    }

    /** The names of a component, or of the components of the record that it is. Merchants are a map. */
    private static Stream<String> names(String prefix, RecordComponent component) {
        String name =
                prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return component.getType().isRecord()
                ? Stream.of(component.getType().getRecordComponents()).flatMap(inner -> names(name, inner))
                : Stream.of(name);
    }

    private static Map<String, JsonNode> described() throws IOException {
        // The profile "quick" compiles without the processor that writes the file.
        String classes = RedemptionProperties.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        assumeThat(classes).doesNotContain("/target/quick/");
        Map<String, JsonNode> described = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(RedemptionProperties.class.getResourceAsStream(FILE), FILE)) {
            new ObjectMapper()
                    .readTree(in)
                    .path("properties")
                    .forEach(property -> described.put(property.path("name").asText(), property));
        }
        return described;
    }
}
