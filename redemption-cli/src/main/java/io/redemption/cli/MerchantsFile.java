package io.redemption.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads merchants from a file: {@code id:key} on each line; empty lines and those that begin with {@code #} are
 * skipped.
 */
final class MerchantsFile {
    private static final MerchantPair.Converter PAIR = new MerchantPair.Converter();

    private MerchantsFile() {}

    /**
     * Reads the merchants in a file.
     *
     * @throws CommandFailure if the file cannot be read or a line is no merchant; nothing of a line is repeated
     */
    static List<MerchantPair> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new CommandFailure(
                    "--merchants: " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        List<MerchantPair> merchants = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                merchants.add(pair(file, i + 1, line));
            }
        }
        if (merchants.isEmpty()) {
            throw new CommandFailure("--merchants: " + file + " names no merchant");
        }
        return merchants;
    }

    private static MerchantPair pair(Path file, int number, String line) {
        try {
            return PAIR.convert(line);
        } catch (TypeConversionException e) {
            throw new CommandFailure("--merchants: " + file + ":" + number + ": " + e.getMessage());
        }
    }
}
