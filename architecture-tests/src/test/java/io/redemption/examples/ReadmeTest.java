package io.redemption.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.redemption.Redemptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README shows is what the examples do. */
class ReadmeTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- example: (\\S+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern MARKED =
            Pattern.compile("[ \\t]*// example begins\\n(.*?)\\n[ \\t]*// example ends", Pattern.DOTALL);

    @Test
    void tenLines_run_pay() {
        assertThat(TenLines.run()).isEqualTo("paid");
    }

    @Test
    void production_connects_withoutASend() {
        try (Redemptions shop = Production.redemptions("merchant", "key", new SimpleMeterRegistry())) {
            assertThat(shop.toString()).startsWith("Redemptions(Caching(").doesNotContain("merchant,", "key");
        }
    }

    @Test
    void readme_eachExample_isTheCodeThatRuns() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));

        List<MatchResult> examples = EXAMPLE.matcher(readme).results().toList();

        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(example -> assertThat(example.group(2)).isEqualTo(code(example.group(1))));
    }

    @Test
    void readme_isShort() throws IOException {
        assertThat(Files.readAllLines(Path.of("..", "README.md"))).hasSizeLessThan(225);
    }

    /** What stands between each two marks of a source file, without its indentation and parted by an empty line. */
    private static String code(String file) throws IOException {
        return MARKED.matcher(Files.readString(Path.of("..", file)))
                .results()
                .map(part -> part.group(1).stripIndent() + "\n")
                .collect(Collectors.joining("\n"));
    }
}
