package io.redemption.server;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The bytes that a connection returned: status and fields of the first answer, and everything after its head. */
record RawAnswer(int status, List<String> fields, String body) {
    static RawAnswer of(String text) {
        int blank = text.indexOf("\r\n\r\n");
        if (blank < 0) {
            return new RawAnswer(0, List.of(), text);
        }
        List<String> lines = Arrays.asList(text.substring(0, blank).split("\r\n"));
        return new RawAnswer(
                Integer.parseInt(lines.get(0).split(" ", 3)[1]),
                lines.subList(1, lines.size()),
                text.substring(blank + 4));
    }

    Optional<String> field(String name) {
        return fields.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
