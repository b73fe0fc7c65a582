package io.redemption.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of each package begins with a sentence that says what the package is for. */
class PackagePagesTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern COMMENT = Pattern.compile("^/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile(".{10,}?\\.(\\s.*)?", Pattern.DOTALL);

    @Test
    void packages_beginWithASentence() throws IOException {
        TreeMap<Path, String> pages = new TreeMap<>();
        try (Stream<Path> modules = Files.list(REPOSITORY)) {
            for (Path sources : modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    for (Path each : files.filter(file -> file.endsWith("package-info.java"))
                            .toList()) {
                        pages.put(each, Files.readString(each));
                    }
                }
            }
        }

        assertThat(pages).hasSizeGreaterThan(15);
        assertThat(pages.entrySet().stream().filter(page -> !beginsWithASentence(page.getValue())))
                .isEmpty();
    }

    @Test
    void pageWithoutComment_orWithoutSentence_isFound() {
        List<String> pages = List.of(
                "/** Holds the values, and nothing that sends. Start with {@code A}. */\npackage a;",
                "/**\n * Holds {@link java.lang.String texts}.\n */\npackage a;",
                "package a;",
                "/** {@code a.b} */\npackage a;",
                "/** . */\npackage a;",
                "/* Holds the values of the model. */\npackage a;");

        assertThat(pages)
                .map(PackagePagesTest::beginsWithASentence)
                .containsExactly(true, true, false, false, false, false);
    }

    private static boolean beginsWithASentence(String page) {
        Matcher comment = COMMENT.matcher(page);
        if (!comment.find()) {
            return false;
        }
        String text = comment.group(1)
                .replaceAll("(?m)^\\s*\\* ?", "")
                .replaceAll("\\{@\\w+ [^}]*?([^.\\s}]+)}", "$1")
                .strip();
        return SENTENCE.matcher(text).matches();
    }
}
