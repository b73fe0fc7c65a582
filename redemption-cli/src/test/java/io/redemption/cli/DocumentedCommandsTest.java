package io.redemption.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Each command line of the pages names commands and options that exist. */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..");
    /** The benchmarks are a command of the script, and none of the command that is published. */
    private static final String OF_THE_SCRIPT = "bench";

    private static final Pattern COMMAND = Pattern.compile("\\./redemption(?! " + OF_THE_SCRIPT + "\\b)( [^`\\n]*)?");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

    private static String pages() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .map(DocumentedCommandsTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new AssertionError(page + ": not readable", e);
        }
    }

    @Test
    void commands_ofThePages_exist() throws IOException {
        List<String> lines =
                COMMAND.matcher(pages()).results().map(MatchResult::group).toList();

        assertThat(lines)
                .hasSizeGreaterThan(10)
                .allSatisfy(line -> assertThat(problems(line)).isEmpty());
    }

    @Test
    void commandOfTheScript_exists() {
        assertThat(read(ROOT.resolve("redemption"))).contains("= " + OF_THE_SCRIPT + " ]");
    }

    @Test
    void problems_ofWhatDoesNotExist_areNamed() {
        assertThat(problems("./redemption serve --catalogue FILE")).isEmpty();
        assertThat(problems("./redemption attempts show --journal PLACE order-7"))
                .isEmpty();
        assertThat(problems("./redemption sell --catalogue FILE")).containsExactly("sell: no such command");
        assertThat(problems("./redemption serve --catalog FILE")).containsExactly("--catalog: no such option of serve");
        assertThat(problems("./redemption attempts show --wait 3")).containsExactly("--wait: no such option of show");
    }

    private static List<String> problems(String line) {
        List<String> problems = new ArrayList<>();
        CommandLine command = RedemptionCommand.commandLine();
        for (String word : line.strip().split("\\s+", -1)) {
            boolean isArgument = !command.getSubcommands().isEmpty() && word.matches("[a-z]+");
            if (isArgument && command.getSubcommands().containsKey(word)) {
                command = command.getSubcommands().get(word);
            } else if (isArgument) {
                problems.add(word + ": no such command");
                return problems;
            } else if (!word.startsWith(".") && !word.startsWith("-")) {
                break;
            }
        }
        String name = command.getCommandName();
        CommandLine.Model.CommandSpec spec = command.getCommandSpec();
        OPTION.matcher(line)
                .results()
                .map(MatchResult::group)
                .filter(option -> spec.findOption(option) == null)
                .forEach(option -> problems.add(option + ": no such option of " + name));
        return problems;
    }
}
