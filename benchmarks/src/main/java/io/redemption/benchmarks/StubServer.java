package io.redemption.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers every request with prepared bytes on a socket, so that the server costs next to nothing. Only the id differs,
 * because one redemption never confirms two attempts; and each second the answer is made anew, because clients compare
 * its times with their clock.
 */
final class StubServer {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");

    private final AtomicLong ids = new AtomicLong(Sample.FIRST_ID);
    private volatile Answer answer = Answer.at(Instant.now());

    private StubServer() {}

    /** Starts a server on a free port of loopback and returns the port. */
    static int start(Vertx vertx) {
        StubServer stub = new StubServer();
        vertx.setPeriodic(1000, timer -> stub.answer = Answer.at(Instant.now()));
        return vertx.createNetServer(new NetServerOptions().setHost(TargetServer.HOST))
                .connectHandler(stub::serve)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private void serve(NetSocket socket) {
        StringBuilder pending = new StringBuilder();
        socket.handler(bytes -> {
            pending.append(bytes.toString(StandardCharsets.ISO_8859_1));
            for (int end = endOfRequest(pending); end > 0; end = endOfRequest(pending)) {
                pending.delete(0, end);
                socket.write(answer.with(ids.getAndIncrement()));
            }
        });
    }

    /** Returns where the first whole request ends, or -1 if there is none yet. */
    private static int endOfRequest(StringBuilder pending) {
        int head = pending.indexOf("\r\n\r\n");
        if (head < 0) {
            return -1;
        }
        Matcher length = LENGTH.matcher(pending);
        int body = length.find() && length.start() < head ? Integer.parseInt(length.group(1)) : 0;
        int end = head + 4 + body;
        return end <= pending.length() ? end : -1;
    }

    /**
     * An answer in two parts around the digits of its id.
     *
     * @param start head and body up to the digits
     * @param end the body after them
     */
    private record Answer(Buffer start, Buffer end) {
        static Answer at(Instant now) {
            String digits = Long.toString(Sample.FIRST_ID);
            String body = Sample.answer(Sample.FIRST_ID, now);
            int id = body.lastIndexOf(digits);
            return new Answer(
                    Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: "
                            + DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC))
                            + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body.substring(0, id)),
                    Buffer.buffer(body.substring(id + digits.length())));
        }

        Buffer with(long id) {
            return Buffer.buffer(start.length() + end.length() + 16)
                    .appendBuffer(start)
                    .appendString(Long.toString(id))
                    .appendBuffer(end);
        }
    }
}
