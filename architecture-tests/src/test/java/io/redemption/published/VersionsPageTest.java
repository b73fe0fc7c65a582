package io.redemption.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/versions.md} says of each public sealed type and enum whether it may grow. */
class VersionsPageTest {
    private static final Path PAGE = Path.of("../docs/versions.md");
    private static final Path PUBLIC_TYPES = Path.of("public-api.txt");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(io\\.redemption\\.[\\w.]+)` \\|");

    @Test
    void sealedTypesAndEnums_standInOneOfTheTwoTables() throws Exception {
        assertThat(differences(Files.readString(PAGE), growingTypes())).isEmpty();
    }

    @Test
    void typeThatIsMissingListedTwiceOrGone_isFound() {
        String page = """
                ### Closed: never
                | `io.redemption.A` | x |
                | `io.redemption.Gone` | x |
                ### Open: often
                | `io.redemption.B` | y |
                | `io.redemption.A` | y |
                ## Deprecation
                | `io.redemption.C` | z |
                """;

        assertThat(differences(page, List.of("io.redemption.A", "io.redemption.B", "io.redemption.C")))
                .containsExactly(
                        "io.redemption.A stands 2 times",
                        "io.redemption.C stands 0 times",
                        "io.redemption.Gone is not a public sealed type or enum");
    }

    @Test
    void closedSealedTypes_thatAreToBeFolded_haveFold() throws Exception {
        List<String> found = new ArrayList<>();
        for (String line : section(Files.readString(PAGE), "### Closed").lines().toList()) {
            if (line.endsWith("| `fold` |")) {
                Class<?> type = load(line.split("`", -1)[1]);
                if (Stream.of(type.getMethods())
                        .noneMatch(method -> method.getName().equals("fold"))) {
                    found.add(type.getName());
                }
            }
        }

        assertThat(found).isEmpty();
    }

    private static List<String> differences(String page, List<String> types) {
        List<String> listed = Stream.concat(rows(section(page, "### Closed")), rows(section(page, "### Open")))
                .toList();
        Stream<String> counted = types.stream().flatMap(type -> {
            long times = listed.stream().filter(type::equals).count();
            return times == 1 ? Stream.of() : Stream.of(type + " stands " + times + " times");
        });
        Stream<String> gone = listed.stream()
                .filter(each -> !types.contains(each))
                .map(each -> each + " is not a public sealed type or enum");
        return Stream.concat(counted, gone).toList();
    }

    private static Stream<String> rows(String text) {
        return ROW.matcher(text).results().map(match -> match.group(1));
    }

    /** The text between a heading that begins so and the next heading. */
    private static String section(String page, String heading) {
        int begin = page.indexOf(heading);
        assertThat(begin).as(heading).isNotNegative();
        int end = page.indexOf("\n##", begin);
        return page.substring(begin, end < 0 ? page.length() : end);
    }

    private static List<String> growingTypes() throws IOException, ClassNotFoundException {
        List<String> found = new ArrayList<>();
        for (String name : Files.readAllLines(PUBLIC_TYPES)) {
            Class<?> type = load(name);
            if (type.isSealed() || type.isEnum()) {
                found.add(name);
            }
        }
        return found;
    }

    /** The type of a name in which a nested type follows a dot too. */
    private static Class<?> load(String name) throws ClassNotFoundException {
        String binary = name;
        while (true) {
            try {
                return Class.forName(binary, false, VersionsPageTest.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                int dot = binary.lastIndexOf('.');
                if (dot < 0) {
                    throw e;
                }
                binary = binary.substring(0, dot) + "$" + binary.substring(dot + 1);
            }
        }
    }
}
