package io.redemption.server.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sandbox in a process of its own: it says when it is ready, serves, and ends when it is told to. */
class ServeProcessTest {
    private static final Pattern READY = Pattern.compile("redemption: serving .* on http://127\\.0\\.0\\.1:(\\d+).*");

    @Test
    void serve_terminated_stopsInOrder() throws Exception {
        Process process = new ProcessBuilder(
                        java(), "-cp", classPath(), RedemptionCommand.class.getName(), "serve", "--port", "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII))) {
            Matcher ready = READY.matcher(line(out));
            assertThat(ready.matches()).isTrue();

            String health = get(Integer.parseInt(ready.group(1)), "/health");
            process.toHandle().destroy();

            assertThat(health).startsWith("HTTP/1.1 200 OK");
            assertThat(line(out)).isEqualTo("redemption: stopping");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String line(BufferedReader out) throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return String.valueOf(out.readLine());
                    } catch (IOException e) {
                        return "unreadable";
                    }
                })
                .get(30, TimeUnit.SECONDS);
    }

    private static String get(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Of this test; Surefire runs it on a module path as well. */
    private static String classPath() {
        String modules = System.getProperty("jdk.module.path", "");
        String classes = System.getProperty("java.class.path", "");
        return modules + File.pathSeparator + classes;
    }
}
