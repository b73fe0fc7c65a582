package io.redemption.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.GiftCard;
import io.redemption.server.Merchant;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the sandbox in its own process: it prints when it is ready, serves, and ends when it is stopped. */
class ServeProcessTest {
    private static final String SHOP = "Basic " + Base64.getEncoder().encodeToString("shop:secret".getBytes(US_ASCII));
    private static final Pattern READY = Pattern.compile("redemption: serving .* on http://127\\.0\\.0\\.1:(\\d+).*");

    @TempDir
    private Path directory;

    @Test
    void serve_terminated_stopsInOrder() throws Exception {
        String health = served("/health", "serve", "--port", "0");

        assertThat(health).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void serve_upstream_servesWhatItHas() throws Exception {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        issuer.issue(GiftCard.builder("gift-1", "100.00").build());
        RedemptionServer upstream =
                Await.end(RedemptionServer.start(RedemptionServerOptions.builder(Merchant.of("shop", "secret", issuer))
                        .port(0)
                        .build()));
        Path merchants = Files.writeString(directory.resolve("merchants"), "shop:secret\n");

        String card = served(
                "/gift-cards/gift-1",
                "serve",
                "--port",
                "0",
                "--upstream",
                upstream.baseUri().toString(),
                "--upstream-issuer",
                "redemption_server",
                "--merchants",
                merchants.toString());
        Await.end(upstream.stop());

        assertThat(card).startsWith("HTTP/1.1 200 OK").contains("\"balance\":\"100.00\"");
    }

    /** Returns the answer of a process, which is then stopped and ends in order. */
    private static String served(String path, String... arguments) throws Exception {
        Process process = start(arguments);
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII))) {
            Matcher ready = READY.matcher(line(out));
            assertThat(ready.matches()).isTrue();
            assertThat(line(out)).startsWith("redemption: try");

            String answer = get(Integer.parseInt(ready.group(1)), path);
            process.toHandle().destroy();

            String last = line(out);
            assertThat(last.contains("idempotency keys") ? line(out) : last).isEqualTo("redemption: stopping");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return answer;
        } finally {
            process.destroyForcibly();
        }
    }

    static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                RedemptionCommand.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static String line(BufferedReader out) throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        String line = out.readLine();
                        // A busy machine makes Vert.x warn.
                        while (line != null && !line.startsWith("redemption: ")) {
                            line = out.readLine();
                        }
                        return String.valueOf(line);
                    } catch (IOException e) {
                        return "unreadable";
                    }
                })
                .get(30, TimeUnit.SECONDS);
    }

    private static String get(int port, String path) throws IOException {
        return exchange(port, "GET " + path, "", "");
    }

    /** Returns the answer to a request, as it came. */
    static String exchange(int port, String line, String headers, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String request = line + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + SHOP + "\r\nConnection: close\r\n"
                    + headers + "\r\n" + body;
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The class path of this test; Surefire runs it on a module path as well. */
    private static String classPath() {
        String modules = System.getProperty("jdk.module.path", "");
        String classes = System.getProperty("java.class.path", "");
        return modules + File.pathSeparator + classes;
    }
}
