package io.redemption.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts the command of this clone as a user does: from the call to its end, or to the first answer of its server. */
final class StartBench {
    private static final Path COMMAND = Path.of("redemption");
    private static final Pattern READY = Pattern.compile("serving .* on (http://[0-9.]+:[0-9]+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*([0-9]+) kB");
    /** The first call may build the command. */
    private static final long MAX_SECONDS = 600;

    private final Scale scale;
    private final Progress progress;

    StartBench(Scale scale, Progress progress) {
        this.scale = scale;
        this.progress = progress;
    }

    List<Row> run() throws IOException, InterruptedException {
        if (!Files.isExecutable(COMMAND)) {
            progress.say("no ./redemption here: its start is not measured");
            return List.of();
        }
        progress.say("start of the command");
        version();
        List<Double> version = new ArrayList<>();
        List<Double> answer = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        for (int i = 0; i < scale.rounds(); i++) {
            version.add(version());
            serve(answer, resident);
        }
        List<Row> rows = new ArrayList<>();
        rows.add(row("./redemption --version", "s", version, 0.4));
        rows.add(row("./redemption serve: first answer", "s", answer, 1.2));
        if (!resident.isEmpty()) {
            rows.add(row("./redemption serve: idle memory", "MB", resident, 80));
        }
        return rows;
    }

    private static Row row(String name, String unit, List<Double> figures, double bound) {
        return Row.of(
                name, unit, FigureSeries.of(figures.stream().mapToDouble(Double::doubleValue)), Target.atMost(bound));
    }

    private static double version() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process = start("--version");
        if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("./redemption --version failed");
        }
        return seconds(begun);
    }

    private static void serve(List<Double> answer, List<Double> resident) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process = start("serve", "--port", "0");
        try {
            URI health = URI.create(base(process) + "/health");
            HttpResponse<Void> response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding());
            if (response.statusCode() != 200) {
                throw new IOException("./redemption serve answered " + response.statusCode());
            }
            answer.add(seconds(begun));
            TimeUnit.SECONDS.sleep(1);
            Path status = Path.of("/proc", Long.toString(process.pid()), "status");
            Matcher kilobytes = RESIDENT.matcher(Files.exists(status) ? Files.readString(status) : "");
            if (kilobytes.find()) {
                resident.add(Double.parseDouble(kilobytes.group(1)) / 1000);
            }
        } finally {
            process.destroy();
            if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(COMMAND.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String base(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return ready.group(1);
            }
        }
        throw new IOException("./redemption serve ended early");
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
