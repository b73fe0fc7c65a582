package io.redemption.vauchar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody on loopback who speaks as much of the Vauchar API as these tests need, and remembers what was asked. */
final class LoopbackIssuer implements AutoCloseable {
    static final String CARD = "gift-148061360458405ee43a1a8";
    static final String REDEMPTION = "res-1502473727598dedff485f1";

    private static final Pattern TRANSACTION = Pattern.compile("\"transaction_id\":\"([^\"]*)\"");
    private static final Pattern USER = Pattern.compile("\"user_id\":\"([^\"]*)\"");
    private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)");

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Semaphore answers = new Semaphore(1_000_000);
    private final Semaphore reads = new Semaphore(0);
    private volatile String status = "200 OK";
    private volatile String transaction = "";
    private volatile String user = "";
    private volatile boolean lost;
    private volatile boolean carriedOut;
    private volatile boolean makesTransactionIds;
    private volatile String gateway = "";

    LoopbackIssuer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String baseUri() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Every request so far, head and body. */
    List<String> requests() {
        return requests;
    }

    long requests(String method) {
        return requests.stream().filter(request -> request.startsWith(method)).count();
    }

    /** Waits at most ten seconds until so many requests have come. */
    void awaitRequests(String method, long number) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (requests(method) < number) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited 10 seconds for " + number + " " + method);
            }
            Thread.onSpinWait();
        }
    }

    /** Answers everything with this status from now on. */
    void answers(String statusLine) {
        this.status = statusLine;
    }

    /** From now on executes redemptions without an answer, or does not even execute them. */
    void losesWrites(boolean carriedOut) {
        this.lost = true;
        this.carriedOut = carriedOut;
    }

    /** Records transaction ids of its own from now on, whatever it is sent. */
    void makesTransactionIds() {
        this.makesTransactionIds = true;
    }

    /** Says in each answer from now on that the issuer is elsewhere. */
    void saysGateway() {
        this.gateway = "Redemption-Gateway: 1\r\n";
    }

    /** Answers nothing until {@link #release}. */
    void hold() {
        answers.drainPermits();
    }

    /** Answers one read, although all are held. */
    void answerOneRead() {
        reads.release();
    }

    void release() {
        answers.release(1_000_000);
    }

    int connections() {
        return open.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
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
                String body =
                        length.find() ? new String(in.readNBytes(Integer.parseInt(length.group(1))), ISO_8859_1) : "";
                requests.add(head + body);
                while (!answers.tryAcquire(1, 5, TimeUnit.MILLISECONDS)
                        && !(head.startsWith("GET") && reads.tryAcquire())) {
                    Thread.onSpinWait();
                }
                socket.getOutputStream().write(answer(head, body).getBytes(ISO_8859_1));
            }
        } catch (IOException gone) {
            // The client cancelled, which this test permits.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
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

    private String answer(String head, String body) {
        if (!status.startsWith("200")) {
            return http(status, "{}");
        }
        if (head.startsWith("DELETE")) {
            return "HTTP/1.1 204 No Content\r\n\r\n";
        }
        if (head.startsWith("POST")) {
            if (!lost || carriedOut) {
                transaction = makesTransactionIds ? "made-by-the-issuer" : member(TRANSACTION, body);
                user = member(USER, body);
            }
            return lost ? http("500 Lost", "{}") : http("201 Created", redemption());
        }
        String path = head.substring(4, head.indexOf(" HTTP"));
        if (path.contains("/validate")) {
            return http(status, "{\"validation_status\":{\"status\":1000,\"message\":\"valid\"}}");
        }
        if (path.endsWith("/redemptions")) {
            return http(status, "{\"count\":1,\"data\":[" + redemption() + "]}");
        }
        return http(
                status,
                path.contains("/redemptions/")
                        ? "{\"data\":" + redemption() + "}"
                        : "{\"data\":{\"id\":\"" + CARD + "\",\"type\":\"gift-card\",\"active\":true,\"total_value\":"
                                + "\"100.00\",\"balance\":\"50.00\",\"currency\":\"USD\"}}");
    }

    private static String member(Pattern member, String body) {
        Matcher sent = member.matcher(body);
        return sent.find() ? sent.group(1) : "";
    }

    private String redemption() {
        return "{\"type\":\"redemption\",\"id\":\"" + REDEMPTION + "\",\"gift_card_id\":\"" + CARD
                + "\",\"user_id\":\"" + user + "\",\"transaction_id\":\"" + transaction
                + "\",\"value_used\":\"50.00\",\"created\":"
                + System.currentTimeMillis() / 1000 + "}";
    }

    private String http(String statusLine, String json) {
        return "HTTP/1.1 " + statusLine + "\r\n" + gateway + "Content-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json;
    }

    @Override
    public void close() {
        release();
        threads.shutdownNow();
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
