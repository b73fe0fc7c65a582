package io.redemption.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Operation;
import io.redemption.testing.ManualTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A shop in a process of its own, which gets SIGTERM while 50 customers wait for the issuer. */
@Timeout(300)
class SigtermTest {
    private static final int CUSTOMERS = 50;

    @TempDir
    Path folder;

    @Test
    void sigterm_with50CallsUnderWay_answersEach() throws Exception {
        ManualTime time = ManualTime.at(Instant.EPOCH);
        try (IssuingServer server = new IssuingServer(time)) {
            server.port().always(Operation.REDEEM).delayed(Duration.ofSeconds(1));
            Process shop = start(server);
            try {
                BufferedReader output = shop.inputReader(UTF_8);
                Browser browser = new Browser(Integer.parseInt(await("Tomcat started on port (\\d+)", output)));
                browser.get("/actuator/health"); // connects to the issuer, which takes long in a young JVM
                List<CompletableFuture<String>> answers = new ArrayList<>();
                for (int i = 0; i < CUSTOMERS; i++) {
                    answers.add(browser.postAsync(Booted.path("order-" + i, "1.00")));
                }
                while (server.redeems() < CUSTOMERS) {
                    assertThat(answers)
                            .as("answers before all calls are under way")
                            .noneMatch(CompletableFuture::isDone);
                    Thread.sleep(10);
                }

                shop.toHandle().destroy(); // SIGTERM, with its output left open
                await("(Commencing graceful shutdown)", output);
                CompletableFuture<Long> rest = // read, so that it can write
                        CompletableFuture.supplyAsync(() -> output.lines().count());
                time.advance(Duration.ofSeconds(1));

                assertThat(answers)
                        .allSatisfy(answer -> assertThat(answer.join()).isEqualTo("paid"));
                assertThat(shop.waitFor(30, TimeUnit.SECONDS))
                        .as("the process ended")
                        .isTrue();
                assertThat(shop.exitValue()).as("128 + SIGTERM").isEqualTo(143);
                assertThat(server.ledger()).hasSize(CUSTOMERS);
                assertThat(rest.join()).as("lines about its end").isPositive();
            } finally {
                shop.destroyForcibly().onExit().join();
            }
        }
    }

    private Process start(IssuingServer server) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorg.sqlite.tmpdir=" + folder,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Shop.class.getName(),
                "--server.port=0",
                "--server.shutdown=graceful"));
        command.addAll(List.of(server.arguments(
                folder,
                "--redemption.vauchar.pool-size=" + CUSTOMERS,
                "--redemption.vauchar.total-deadline=28s",
                "--redemption.vauchar.send-timeout=25s")));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Waits until the shop writes a line, and returns the group of the expression. */
    private static String await(String expression, BufferedReader output) throws IOException {
        Pattern pattern = Pattern.compile(expression);
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            Matcher found = pattern.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new AssertionError("the shop ended but said\n" + String.join("\n", said));
    }
}
