package io.redemption.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of the documentation, as the tests read it. Immutable.
 *
 * @param name its path below the repository's root, for messages
 * @param lines its lines
 */
record MarkdownPage(String name, List<String> lines) {
    /** The root of the repository, seen from this module. */
    static final Path ROOT = Path.of("..");

    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})\\s*([^\\s`]*).*");
    private static final Pattern EXAMPLE = Pattern.compile("<!-- example: ([^\\s#]+)(?:#(\\S+))? -->");
    private static final Pattern FILE = Pattern.compile("<!-- file: (\\S+) -->");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    /**
     * A block of code between two fences.
     *
     * @param line the number of the line of the fence
     * @param language what stands behind the fence, or nothing
     * @param text the lines between the fences, each ended
     * @param source the file that the line before the fence names, or {@code null}
     * @param part the part of it, or {@code null}
     * @param file the file that a script makes of the block, as the line before the fence says, or {@code null}
     * @param isClosed whether the closing fence is there
     */
    record Block(
            int line,
            String language,
            String text,
            @Nullable String source,
            @Nullable String part,
            @Nullable String file,
            boolean isClosed) {}

    MarkdownPage {
        lines = List.copyOf(lines);
    }

    static MarkdownPage of(String name, String text) {
        return new MarkdownPage(name, text.lines().toList());
    }

    static MarkdownPage read(String name) throws IOException {
        return of(name, Files.readString(ROOT.resolve(name)));
    }

    /** Returns the README and every page of {@code docs}. */
    static List<MarkdownPage> all() throws IOException {
        List<MarkdownPage> pages = new ArrayList<>();
        pages.add(read("README.md"));
        for (String name : namesIn("docs")) {
            pages.add(read("docs/" + name));
        }
        return pages;
    }

    /** Returns the names of the pages in a directory, without those below it. */
    static List<String> namesIn(String directory) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(directory))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** Returns every fenced block, whatever its language, also one that is never closed. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int end = i + 1;
                while (end < lines.size() && !lines.get(end).strip().equals(fence.group(1))) {
                    end++;
                }
                blocks.add(block(i, end, fence.group(2)));
                i = end;
            }
        }
        return blocks;
    }

    private Block block(int begin, int end, String language) {
        StringBuilder text = new StringBuilder();
        lines.subList(begin + 1, Math.min(end, lines.size()))
                .forEach(line -> text.append(line).append('\n'));
        String before = begin == 0 ? "" : lines.get(begin - 1);
        Matcher example = EXAMPLE.matcher(before);
        boolean isNamed = example.matches();
        Matcher file = FILE.matcher(before);
        return new Block(
                begin + 1,
                language,
                text.toString(),
                isNamed ? example.group(1) : null,
                isNamed ? example.group(2) : null,
                file.matches() ? file.group(1) : null,
                end < lines.size());
    }

    /** Returns the cells of each row of the tables below a heading, up to the next heading of any level. */
    List<List<String>> rowsBelow(String heading) {
        return lines.stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                .skip(1)
                .map(line ->
                        List.of(line.substring(2, line.length() - 1).strip().split(" *(?<!\\\\)\\| *", -1)))
                .toList();
    }

    /** Returns the links to files of this repository, as paths below its root. */
    List<String> links() {
        Path folder = Path.of(name).getParent();
        return LINK.matcher(String.join("\n", lines))
                .results()
                .map(link -> link.group(1).replaceFirst("#.*", ""))
                .filter(target -> !target.isEmpty() && !target.contains("://"))
                .map(target -> (folder == null ? Path.of(target) : folder.resolve(target))
                        .normalize()
                        .toString())
                .toList();
    }
}
