package io.redemption.examples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Compares what the pages show with the sources that are compiled, and parses what is no program. */
final class ExampleSources {
    /** Languages that a compiler must have seen. */
    private static final Set<String> COMPILED = Set.of("java", "kotlin");

    /** Texts that are no code, command lines, the Gradle file that the first-hour script runs, and settings. */
    private static final Set<String> OTHERS = Set.of("", "text", "sh", "groovy", "yaml");

    /** Where Maven compiles sources. */
    private static final Pattern COMPILED_FILE = Pattern.compile(".+/src/(main|test)/(java|kotlin)/.+\\.(java|kt)");

    private static final Pattern MARKED =
            Pattern.compile("[ \\t]*// example begins(?:: (\\S+))?\\n(.*?)\\n[ \\t]*// example ends", Pattern.DOTALL);

    private static final JsonFactory JSON = new JsonFactory();

    private final Path root;

    ExampleSources(Path root) {
        this.root = root;
    }

    /** Returns a sentence for each block of the page that no compiler or parser has seen. */
    List<String> violations(MarkdownPage page) throws IOException {
        List<String> violations = new ArrayList<>();
        for (MarkdownPage.Block block : page.blocks()) {
            String violation = violation(page, block);
            if (violation != null) {
                violations.add(page.name() + ":" + block.line() + ": " + violation);
            }
        }
        return violations;
    }

    private @Nullable String violation(MarkdownPage page, MarkdownPage.Block block) throws IOException {
        if (!block.isClosed()) {
            return "never closed (expected: a closing fence)";
        }
        if (COMPILED.contains(block.language())) {
            return block.file() == null ? uncompiled(block) : unscripted(page);
        }
        if (block.language().equals("xml")) {
            return unparsedXml(block.text());
        }
        if (block.language().equals("json")) {
            return unparsedJson(block.text());
        }
        if (block.language().equals("properties")) {
            return unparsedProperties(block.text());
        }
        return OTHERS.contains(block.language())
                ? null
                : block.language() + ": a language that nothing checks (expected: one of those that this test knows)";
    }

    private @Nullable String uncompiled(MarkdownPage.Block block) throws IOException {
        String source = block.source();
        if (source == null) {
            return "not backed by compiled source (expected: <!-- example: FILE#PART --> in the line before)";
        }
        if (!COMPILED_FILE.matcher(source).matches() || !Files.isRegularFile(root.resolve(source))) {
            return source + ": not a file that is compiled";
        }
        String code = code(source, block.part());
        if (code.isEmpty()) {
            return source + ": no part of this name between \"example begins\" and \"example ends\"";
        }
        return code.equals(block.text()) ? null : "differs from " + source + ", which says:\n" + code;
    }

    /** A block that is a whole file is compiled by the script of CI that takes the files out of its page. */
    private @Nullable String unscripted(MarkdownPage page) throws IOException {
        Path scripts = root.resolve(".ci");
        if (Files.isDirectory(scripts)) {
            try (Stream<Path> files = Files.list(scripts)) {
                for (Path script : files.filter(Files::isRegularFile).toList()) {
                    if (Files.readString(script).contains(page.name())) {
                        return null;
                    }
                }
            }
        }
        return "a file that no script of .ci takes out of " + page.name();
    }

    /** What stands between each two marks of a source file, without its indentation and parted by an empty line. */
    private String code(String file, @Nullable String part) throws IOException {
        return MARKED.matcher(Files.readString(root.resolve(file)))
                .results()
                .filter(marked -> Objects.equals(marked.group(1), part))
                .map(marked -> marked.group(2).stripIndent() + "\n")
                .collect(Collectors.joining("\n"));
    }

    private static @Nullable String unparsedXml(String text) throws IOException {
        try {
            var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            parser.setErrorHandler(new DefaultHandler());
            parser.parse(new InputSource(new StringReader(text)));
            return null;
        } catch (SAXException broken) {
            return "no XML: " + broken.getMessage();
        } catch (ParserConfigurationException broken) {
            throw new IllegalStateException("the JDK has no XML parser", broken);
        }
    }

    private static @Nullable String unparsedJson(String text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
            return null;
        } catch (JsonProcessingException broken) {
            return "no JSON: " + broken.getOriginalMessage();
        }
    }

    private static @Nullable String unparsedProperties(String text) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException broken) {
            return "no properties: " + broken.getMessage();
        }
        return properties.values().stream().anyMatch(value -> value.toString().isEmpty())
                ? "a property without a value"
                : null;
    }
}
