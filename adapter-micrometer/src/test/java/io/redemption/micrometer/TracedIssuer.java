package io.redemption.micrometer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An issuer on loopback that observes each request as a part of the trace that it carries. Lists nothing. */
final class TracedIssuer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)");
    private static final Pattern TRACEPARENT = Pattern.compile("\r\ntraceparent: (\\S+)\r\n");

    private final ObservationRegistry registry;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    TracedIssuer(ObservationRegistry registry) throws IOException {
        this.registry = registry;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String baseUri() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** The heads of the requests so far. */
    List<String> requests() {
        return requests;
    }

    /** The trace that each request so far carried; empty if it carried none. */
    List<String> traceparents() {
        return requests.stream().map(TracedIssuer::traceparent).toList();
    }

    private static String traceparent(String head) {
        Matcher field = TRACEPARENT.matcher(head);
        return field.find() ? field.group(1) : "";
    }

    void answersWith503(int times) {
        failures.set(times);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                Matcher length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
                if (length.find()) {
                    in.readNBytes(Integer.parseInt(length.group(1)));
                }
                requests.add(head);
                ReceiverContext<String> received = new ReceiverContext<>((carrier, key) -> traceparent(carrier));
                received.setCarrier(head);
                String answer = answer(head);
                Observation.createNotStarted("issuer", () -> received, registry)
                        .contextualName("issuer")
                        .observe(() -> {});
                socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
            }
        } catch (IOException gone) {
            // The client has closed the connection.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private String answer(String head) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return http("503 Busy", "{}");
        }
        if (head.startsWith("DELETE")) {
            return http("200 OK", "{}");
        }
        if (head.startsWith("POST")) {
            return http("422 Refused", "{}");
        }
        return head.contains("/redemptions/")
                ? http("404 Not Found", "{}")
                : http("200 OK", "{\"count\":0,\"data\":[]}");
    }

    private static String http(String status, String json) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length()
                + "\r\n\r\n" + json;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
