package io.redemption.reliability.claims;

import io.redemption.reliability.claims.Reply.Bytes;
import io.redemption.reliability.faults.Exchange;
import io.redemption.reliability.faults.RawMessage;
import io.redemption.reliability.faults.RawServer;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The issuer: keeps each call's record, executes or does not, and says what the call's lie says. Thread-safe. */
final class LyingIssuer implements AutoCloseable {
    private static final String DOUBT = "HTTP/1.1 302 Told\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n";

    private final Map<Integer, Cell> cells = new ConcurrentHashMap<>();
    private final AtomicInteger lists = new AtomicInteger();
    private final Cuts cuts;
    private final JumpingTime time;
    private final RawServer server;

    LyingIssuer(Vertx vertx, JumpingTime time, long seed) {
        this.cuts = new Cuts(seed);
        this.time = time;
        this.server = new RawServer(vertx).plan(this::answer);
    }

    String baseUri() {
        return server.baseUri();
    }

    void add(int number, Cell cell) {
        cells.put(number, cell);
    }

    /** How many lists were asked for. */
    int lists() {
        return lists.get();
    }

    /** Where answers were cut; to be read when no call is under way. */
    Cuts cuts() {
        return cuts;
    }

    private void answer(Exchange exchange) {
        RawMessage message = exchange.request();
        Request request = Request.of(message);
        Cell cell = cells.get(Request.number(message));
        if (cell == null) {
            throw new IllegalStateException("request: " + message + " (expected: one of a call)");
        }
        lists.addAndGet(request == Request.LIST ? 1 : 0);
        if (request == Request.CREATE) {
            cell.account().postCame();
        }
        Question question = new Question(cell, request, cuts, time);
        if (cell.isAsked()) {
            say(exchange, cell.lieTo(request).to(question));
        } else {
            question.execute(cell.executes() && cell.lie() != Lie.EARLY);
            exchange.write(DOUBT);
        }
        if (request == Request.CREATE && !question.isProvenUndone()) {
            cell.account().leftInDoubt();
        }
    }

    private static void say(Exchange exchange, Bytes bytes) {
        if (!bytes.text().isEmpty()) {
            exchange.write(bytes.text());
        }
        if (bytes.closes()) {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
