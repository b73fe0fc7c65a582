package io.redemption.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import picocli.CommandLine.IVersionProvider;

/** Reads the version from the resource that the build writes. */
final class ProductVersion implements IVersionProvider {
    ProductVersion() {}

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream in = ProductVersion.class.getResourceAsStream("version.txt")) {
            String version = in == null ? "unknown" : new String(in.readAllBytes(), UTF_8).strip();
            return new String[] {"redemption " + version, "Java " + Runtime.version()};
        }
    }
}
