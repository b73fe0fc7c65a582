package io.redemption.reliability.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A peer that puts canaries into everything it says, and says everything that a call can fail of. Thread-safe. */
final class CanaryPeer {
    private static final String NEWS = Canary.SECRET.in("", "");
    private static final String JSON = "{\"error\":{\"code\":\"" + NEWS + "\",\"message\":\"" + NEWS
            + "\",\"violations\":[{\"code\":\"expired\",\"user\":\"" + NEWS + "\",\"status\":\"" + NEWS
            + "\"}]},\"message\":\"" + NEWS + "\",\"validation_status\":{\"status\":1001,\"message\":\"" + NEWS
            + "\"}}";
    private static final String[] FIELDS = {
        "Location: http://" + NEWS + ".example/" + NEWS,
        "WWW-Authenticate: Basic realm=\"" + NEWS + "\"",
        "Retry-After: " + NEWS,
        "Date: " + NEWS,
        "Server: " + NEWS,
        "Set-Cookie: " + NEWS + "=" + NEWS,
        "X-" + NEWS + ": " + NEWS
    };

    private final List<String> all = new ArrayList<>();
    private final AtomicInteger number = new AtomicInteger();

    CanaryPeer() {
        for (int status : List.of(
                200, 201, 204, 226, 300, 302, 303, 304, 307, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411,
                412, 413, 414, 415, 417, 418, 421, 422, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505,
                507, 511, 599)) {
            all.add(Answer.response(status, JSON, FIELDS));
            all.add(Answer.response(status, NEWS, FIELDS));
        }
        for (String body : List.of(
                "{\"" + NEWS + "\":",
                "{\"" + NEWS + "\":1,\"" + NEWS + "\":2}",
                "[" + NEWS + "]",
                "\"" + NEWS,
                NEWS + "\u0000",
                "{\"id\":\"" + NEWS + " x\"}",
                "{\"id\":\"r\",\"user_id\":\"" + NEWS + "\",\"value_used\":\"" + NEWS + "\"}",
                "{\"id\":\"r\",\"user_id\":\"" + NEWS + "\",\"user_email\":\"" + NEWS + "\",\"user_phone\":\"" + NEWS
                        + "\",\"customer_id\":\"" + NEWS + "\",\"team_id\":\"" + NEWS + "\",\"href\":\"http://" + NEWS
                        + "/\"}",
                "{\"data\":[{\"id\":\"" + NEWS + " x\"}]}",
                "{\"type\":\"" + NEWS + "\",\"id\":\"r\"}",
                "{\"id\":\"r\",\"created\":\"" + NEWS + "\"}")) {
            all.add(Answer.response(200, body, FIELDS));
        }
        all.add("HTTP/1.1 " + NEWS + "\r\n\r\n");
        all.add(NEWS + "\r\n\r\n");
        all.add("HTTP/1.1 200 " + NEWS + "\r\n" + NEWS + "\r\n\r\n");
        all.add("HTTP/1.1 200 OK\r\nContent-Length: " + NEWS + "\r\n\r\n");
        all.add("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + NEWS + "\r\n");
        all.add("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{\"id\":\"" + NEWS);
        all.add(("HTTP/1.1 103 Hints\r\nLink: <" + NEWS + ">\r\n\r\n").repeat(20));
        all.add("HTTP/1.1 101 " + NEWS + "\r\nUpgrade: " + NEWS + "\r\nConnection: upgrade\r\n\r\n");
        all.add("HTTP/1.1 200 OK\r\nX-" + NEWS + "\u0000: " + NEWS + "\r\n\r\n");
        all.add("");
    }

    /** How many different things it says. */
    int size() {
        return all.size();
    }

    void answer(ReceivedRequest heard, HostileConnection line) throws IOException {
        line.say(all.get(Math.floorMod(number.getAndIncrement(), all.size())));
        throw new IOException("said all");
    }
}
