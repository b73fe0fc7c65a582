package io.redemption.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages show is code that a compiler has seen, and what they link is there. */
class PagesTest {
    private static final String SOURCE = "a/src/test/java/A.java";

    static List<MarkdownPage> pages() throws IOException {
        return MarkdownPage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_eachBlock_isCompiledOrParsed(MarkdownPage page) throws IOException {
        assertThat(new ExampleSources(MarkdownPage.ROOT).violations(page)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_eachLink_leadsToAFile(MarkdownPage page) {
        assertThat(page.links())
                .allSatisfy(file -> assertThat(MarkdownPage.ROOT.resolve(file)).exists());
    }

    @Test
    void index_namesEachPageOnce() throws IOException {
        List<String> pages = new ArrayList<>(MarkdownPage.namesIn("docs"));
        pages.remove("README.md");
        pages.add("decisions/README.md");

        List<String> named = MarkdownPage.read("docs/README.md").lines().stream()
                .filter(line -> line.startsWith("| ["))
                .map(line -> line.substring(line.indexOf("](") + 2, line.indexOf(')')))
                .toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(pages);
    }

    @Test
    void pages_showBlocksOfEachKind() throws IOException {
        List<String> languages = new ArrayList<>();
        for (MarkdownPage page : pages()) {
            page.blocks().forEach(block -> languages.add(block.language()));
        }

        assertThat(languages).contains("java", "xml", "groovy", "sh", "text");
    }

    @Test
    void violations_javaWithoutASource_isNamedWithItsLine(@TempDir Path root) throws IOException {
        assertThat(violations(root, "# Page", "", "```java", "var a = 1;", "```"))
                .singleElement()
                .asString()
                .startsWith("page.md:3: not backed by compiled source");
    }

    @Test
    void violations_markOfAnEarlierBlock_backsOnlyThatOne(@TempDir Path root) throws IOException {
        assertThat(violations(root, marker(""), "```java", "var a = 1;", "```", "", "```java", "var a = 1;", "```"))
                .singleElement()
                .asString()
                .startsWith("page.md:6: not backed");
    }

    @Test
    void violations_sameCodeAsTheSource_areNone(@TempDir Path root) throws IOException {
        assertThat(violations(root, marker(""), "```java", "var a = 1;", "```", marker("#b"), "```java", "b();", "```"))
                .isEmpty();
    }

    @Test
    void violations_otherCodeThanTheSource_areNamed(@TempDir Path root) throws IOException {
        assertThat(violations(root, marker(""), "```java", "var a = 2;", "```"))
                .singleElement()
                .asString()
                .startsWith("page.md:2: differs from " + SOURCE);
        assertThat(violations(root, marker("#c"), "```java", "b();", "```"))
                .singleElement()
                .asString()
                .contains("no part of this name");
    }

    @Test
    void violations_sourceThatIsNotCompiled_isNamed(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("A.java"), "// example begins\nb();\n// example ends\n");

        assertThat(violations(root, "<!-- example: A.java -->", "```java", "b();", "```"))
                .singleElement()
                .asString()
                .contains("not a file that is compiled");
        assertThat(violations(root, marker("").replace("A.java", "B.java"), "```java", "b();", "```"))
                .singleElement()
                .asString()
                .contains("not a file that is compiled");
    }

    @Test
    void violations_fileThatAScriptTakesOutOfThePage_isOfThisPageAlone(@TempDir Path root) throws IOException {
        String[] lines = {"<!-- file: src/main/java/A.java -->", "```java", "class A {}", "```"};
        assertThat(violations(root, lines)).singleElement().asString().contains("no script of .ci");

        Files.createDirectory(root.resolve(".ci"));
        Files.writeString(root.resolve(".ci/run"), "take_files other.md\n");
        assertThat(violations(root, lines)).hasSize(1);

        Files.writeString(root.resolve(".ci/run"), "take_files page.md\n");
        assertThat(violations(root, lines)).isEmpty();
    }

    @Test
    void violations_brokenTextsAndFences_areNamed(@TempDir Path root) throws IOException {
        assertThat(violations(root, "```xml", "<a><b></a>", "```")).hasSize(1);
        assertThat(violations(root, "```xml", "<a><b/></a>", "```")).isEmpty();
        assertThat(violations(root, "```json", "{\"a\":}", "```")).hasSize(1);
        assertThat(violations(root, "```json", "{\"a\":[1]}", "```")).isEmpty();
        assertThat(violations(root, "```properties", "a=\\u00", "```")).hasSize(1);
        assertThat(violations(root, "```properties", "a", "```")).hasSize(1);
        assertThat(violations(root, "```properties", "a=b", "```")).isEmpty();
        assertThat(violations(root, "```cobol", "STOP RUN.", "```")).hasSize(1);
        assertThat(violations(root, "```text", "no end")).hasSize(1);
    }

    private static String marker(String part) {
        return "<!-- example: " + SOURCE + part + " -->";
    }

    private static List<String> violations(Path root, String... lines) throws IOException {
        Path source = root.resolve(SOURCE);
        Files.createDirectories(source.getParent());
        Files.writeString(source, """
                class A {
                    // example begins
                    var a = 1;
                    // example ends
                    // example begins: b
                    b();
                    // example ends
                }
                """);
        return new ExampleSources(root).violations(MarkdownPage.of("page.md", String.join("\n", lines)));
    }
}
