package io.redemption.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.redemption.model.Amount;
import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** What both generations of Jackson show of the model, and that neither shows a secret. */
class ModelJsonTest {
    /** A mapper of the application. */
    enum Jackson {
        JACKSON_2 {
            private ObjectMapper mapper() {
                return new ObjectMapper().registerModule(new Jackson2().redemptionJackson2Module());
            }

            @Override
            String write(Object value) throws IOException {
                return mapper().writeValueAsString(value);
            }

            @Override
            String writeAs(Class<?> declared, Object value) throws IOException {
                return mapper().writerFor(declared).writeValueAsString(value);
            }

            @Override
            void read(String json, Class<?> type) throws IOException {
                mapper().readValue(json, type);
            }
        },
        JACKSON_3 {
            private JsonMapper mapper() {
                return JsonMapper.builder()
                        .addModule(new Jackson3().redemptionJackson3Module())
                        .build();
            }

            @Override
            String write(Object value) {
                return mapper().writeValueAsString(value);
            }

            @Override
            String writeAs(Class<?> declared, Object value) {
                return mapper().writerFor(declared).writeValueAsString(value);
            }

            @Override
            void read(String json, Class<?> type) {
                mapper().readValue(json, type);
            }
        };

        abstract String write(Object value) throws IOException;

        abstract String writeAs(Class<?> declared, Object value) throws IOException;

        abstract void read(String json, Class<?> type) throws IOException;
    }

    /** What an application might answer with, or read. */
    record Answer(Amount balance, Code code, Map<Code, Amount> balances, FailureCode failure) {}

    @ParameterizedTest
    @EnumSource
    void noType_showsASecret(Jackson jackson) throws IOException {
        for (Object sample : Samples.all().toList()) {
            assertThat(jackson.write(sample))
                    .as(sample.getClass().getSimpleName())
                    .doesNotContain(Samples.SECRET)
                    .doesNotContain("tenThousandths");
            assertThat(jackson.write(List.of(Map.of("one", sample))))
                    .as(sample.getClass().getSimpleName() + " in a list")
                    .doesNotContain(Samples.SECRET);
        }
    }

    @Test
    void withoutTheModule_jacksonShowsSecrets() throws IOException {
        assertThat(new ObjectMapper().writeValueAsString(Samples.CARD)).contains(Samples.SECRET);
        assertThat(JsonMapper.builder().build().writeValueAsString(Code.of(Samples.SECRET)))
                .contains(Samples.SECRET);
    }

    @Test
    void eachTypeOfTheModel_hasASample() throws Exception {
        List<Class<?>> sampled =
                Samples.all().<Class<?>>map(Object::getClass).distinct().toList();

        assertThat(typesOfTheModel()).hasSizeGreaterThan(45).allMatch(sampled::contains);
    }

    @ParameterizedTest
    @EnumSource
    void amounts_areText(Jackson jackson) throws IOException {
        assertThat(jackson.write(Amount.of("100"))).isEqualTo("\"100.00\"");
        assertThat(jackson.write(Amount.of("0.1234"))).isEqualTo("\"0.1234\"");
    }

    @ParameterizedTest
    @EnumSource
    void outcomes_areReadable(Jackson jackson) throws IOException {
        String redeemed = "{\"outcome\":\"redeemed\",\"redemption\":{\"id\":\"redemption-1\","
                + "\"redeemable\":\"GIFT_CARD:<11 characters>\",\"value\":\"30.00\",\"transactionId\":\"order-17\","
                + "\"createdAt\":\"2026-01-01T12:00:00Z\"},\"replayed\":false}";
        Redeemed outcome = Redeemed.of(Samples.REDEMPTION);

        assertThat(jackson.write(outcome)).isEqualTo(redeemed);
        assertThat(jackson.writeAs(RedemptionOutcome.class, outcome)).isEqualTo(redeemed);
        assertThat(jackson.write(Samples.REFUSED))
                .isEqualTo("{\"outcome\":\"refused\",\"violations\":[{\"code\":\"expired\","
                        + "\"parameters\":{\"code\":\"<6 characters>\"},\"issuer\":{\"number\":17}}]}");
        assertThat(jackson.write(Samples.UNKNOWN))
                .startsWith("{\"outcome\":\"unknown\",\"ticket\":{\"operation\":\"REDEEM\"")
                .contains("\"attempt\":\"attempt-1\"", "\"value\":\"30.00\"", "\"doubt\":\"NO_ANSWER\"");
    }

    @ParameterizedTest
    @EnumSource
    void insideTypesOfTheApplication_theSameIsShown(Jackson jackson) throws IOException {
        Code code = Code.of(Samples.SECRET);

        assertThat(jackson.write(new Answer(Amount.of("7"), code, Map.of(code, Amount.of("1")), FailureCode.THROTTLED)))
                .contains("\"7.00\"", "\"<6 characters>\":\"1.00\"", "\"THROTTLED\"")
                .doesNotContain(Samples.SECRET);
    }

    @ParameterizedTest
    @EnumSource
    void reading_isRefusedWithASentence(Jackson jackson) {
        for (Class<?> type : List.of(Amount.class, GiftCard.class, RedemptionRequest.class, RedemptionOutcome.class)) {
            assertThatThrownBy(() -> jackson.read("{\"value\":\"30.00\"}", type))
                    .hasMessageContaining(
                            type.getName() + " is written as JSON, with masks for secrets, and never read");
        }
        assertThatThrownBy(() -> jackson.read("{\"balances\":{\"a code\":null}}", Answer.class))
                .hasMessageContaining("Code is written as JSON");
    }

    private static List<Class<?>> typesOfTheModel() throws IOException, URISyntaxException {
        Path core = Path.of(Redeemed.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(core)) {
            return typesIn(core.resolve("io/redemption/model"));
        }
        try (FileSystem jar = FileSystems.newFileSystem(core)) {
            return typesIn(jar.getPath("io/redemption/model"));
        }
    }

    private static List<Class<?>> typesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .<Class<?>>map(name -> type("io.redemption.model." + name.substring(0, name.length() - 6)))
                    .filter(type -> Modifier.isPublic(type.getModifiers()) && !type.isInterface() && !type.isEnum())
                    .filter(type -> !type.getSimpleName().equals("Builder"))
                    .collect(Collectors.toList());
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
