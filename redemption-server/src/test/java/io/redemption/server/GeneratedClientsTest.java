package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The API description works with tools: two linters accept it, and clients that are generated from it compile and work,
 * with a server and with a gateway. A long run on the oldest JDK; the profile "reliability" adds the generator.
 */
class GeneratedClientsTest {
    private static final Path TOOLS = Path.of("target", "generators").toAbsolutePath();
    private static final String JAVA = tool("java");
    private static final String REDOCLY = "@redocly/cli@2.77.0";
    private static final String SWAGGER = "@apidevtools/swagger-cli@4.0.4";
    private static final String TYPESCRIPT = "typescript@5.9.3";

    @TempDir
    private Path directory;

    @BeforeAll
    static void onlyInLongRuns() {
        assumeTrue(Boolean.getBoolean("reliability"), "a long run: -Preliability");
        assumeTrue(Runtime.version().feature() == 17, "once, on JDK 17");
    }

    @Test
    void javaClient_serverAndGateway_compilesAndWorks() throws Exception {
        onBoth(sandbox -> {
            Path client = generate(
                    sandbox,
                    "java",
                    "--library",
                    "native",
                    "--additional-properties=openApiNullable=false,"
                            + "hideGenerationTimestamp=true,useJakartaEe=true,sourceFolder=src");
            Path classes = client.resolve("classes");
            compile(client, classes);
            String path = classes + File.pathSeparator + jars();
            assertThat(run(client, JAVA, "-cp", path, "RoundTrip", base(sandbox), "shop", Sandbox.KEY))
                    .endsWith("done\n");
        });
    }

    @Test
    void typescriptClient_serverAndGateway_compilesAndWorks() throws Exception {
        assumeNpm();
        onBoth(sandbox -> {
            Path client = generate(sandbox, "typescript-fetch");
            copy("roundtrip.ts", client);
            run(client, "npm", "init", "-y");
            run(client, "npm", "install", "--no-audit", "--no-fund", TYPESCRIPT);
            run(
                    client,
                    "node_modules/.bin/tsc",
                    "--strict",
                    "--target",
                    "es2020",
                    "--module",
                    "commonjs",
                    "--lib",
                    "es2020,dom",
                    "--outDir",
                    "out",
                    "roundtrip.ts");
            assertThat(run(client, "node", "out/roundtrip.js", base(sandbox), "shop", Sandbox.KEY))
                    .endsWith("done\n");
        });
    }

    @Test
    void description_eachServer_passesBothLinters() throws Exception {
        assumeNpm();
        onBoth(sandbox -> {
            Path document = document(sandbox);
            run(directory, "npx", "--yes", REDOCLY, "lint", "--extends=recommended", document.toString());
            run(directory, "npx", "--yes", SWAGGER, "validate", document.toString());
        });
        try (Sandbox strict = Sandbox.open(options -> options.strictVauchar(true))) {
            run(
                    directory,
                    "npx",
                    "--yes",
                    REDOCLY,
                    "lint",
                    "--extends=recommended",
                    document(strict).toString());
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static void onBoth(Consumer<Sandbox> use) {
        try (Sandbox server = Sandbox.open()) {
            use.accept(server);
        }
        try (GatewayPair pair = new GatewayPair(options -> options.couponCreateStatus(CouponCreateStatus.CREATED))) {
            use.accept(pair.gateway());
        }
    }

    private static String base(Sandbox sandbox) {
        return sandbox.base().toString();
    }

    private void assumeNpm() {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "npm")));
        assumeTrue(there, "npm is not there");
        assumeTrue(
                succeeds(directory, directory.resolve("registry.txt"), "npm", "view", TYPESCRIPT, "version"),
                "npm reaches no registry");
    }

    private Path document(Sandbox sandbox) {
        try {
            return Files.writeString(Files.createTempFile(directory, "openapi", ".json"), sandbox.description());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path generate(Sandbox sandbox, String generator, String... more) {
        try {
            Path client = Files.createTempDirectory(directory, generator);
            List<String> command = new ArrayList<>(List.of(
                    JAVA,
                    "-jar",
                    TOOLS.resolve("openapi-generator-cli.jar").toString(),
                    "generate",
                    "-g",
                    generator,
                    "-i",
                    document(sandbox).toString(),
                    "-o",
                    client.toString()));
            command.addAll(List.of(more));
            run(directory, command.toArray(String[]::new));
            return client;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void compile(Path client, Path classes) {
        Path driver = copy("RoundTrip.java", client);
        List<String> arguments = new ArrayList<>(
                List.of(tool("javac"), "-nowarn", "-cp", jars(), "-d", classes.toString(), driver.toString()));
        try (Stream<Path> sources = Files.walk(client.resolve("src").resolve("org"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        run(client, arguments.toArray(String[]::new));
    }

    private static Path copy(String name, Path to) {
        try (InputStream in = GeneratedClientsTest.class.getResourceAsStream("generated/" + name)) {
            assertThat(in).isNotNull();
            Path file = to.resolve(name);
            Files.copy(in, file);
            return file;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String jars() {
        return TOOLS + File.separator + "lib" + File.separator + "*";
    }

    /** Returns the output of a command, which has to succeed. */
    private static String run(Path in, String... command) {
        try {
            Path output = Files.createTempFile(in, "output", ".txt");
            boolean succeeded = succeeds(in, output, command);
            String text = Files.readString(output);
            assertThat(succeeded).as(String.join(" ", command) + "\n" + text).isTrue();
            return text;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean succeeds(Path in, Path output, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(in.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
