package io.redemption.reliability.faults;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An issuer that records every create it gets whole, however often, refuses nothing, and can be asked afterwards what
 * it has recorded: the truth that a client's outcomes are held against. Thread-safe.
 */
public final class RecordingIssuer implements RawServer.Plan {
    private static final String REDEMPTIONS = "/redemptions";

    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, List<String>> idsByMarker = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentLinkedDeque<String>> lists = new ConcurrentHashMap<>();

    @Override
    public void on(Exchange exchange) {
        RawMessage request = exchange.request();
        switch (request.method()) {
            case "POST" -> exchange.write(create(request));
            case "GET" -> exchange.write(list(request));
            default -> exchange.write(AnswerTexts.of(405, ""));
        }
    }

    private String create(RawMessage request) {
        String marker = request.transaction();
        if (marker == null || !request.target().endsWith(REDEMPTIONS)) {
            return AnswerTexts.of(400, "");
        }
        String id = String.format("res-%09d", numbers.incrementAndGet());
        String redemption = redemption(request.target(), id, marker);
        // First listed, then known by its marker, then answered: whoever knows of it can find it.
        lists.computeIfAbsent(request.target(), target -> new ConcurrentLinkedDeque<>())
                .addFirst(redemption);
        idsByMarker
                .computeIfAbsent(marker, unseen -> new CopyOnWriteArrayList<>())
                .add(id);
        return AnswerTexts.of(200, redemption);
    }

    private String list(RawMessage request) {
        ConcurrentLinkedDeque<String> list = lists.getOrDefault(request.target(), new ConcurrentLinkedDeque<>());
        return AnswerTexts.of(200, "{\"count\":" + list.size() + ",\"data\":[" + String.join(",", list) + "]}");
    }

    private static String redemption(String target, String id, String marker) {
        int from = target.indexOf('/', 1) + 1;
        String redeemable = target.substring(from, target.length() - REDEMPTIONS.length());
        String kind = target.substring(1, from - 2).replace('-', '_');
        return "{\"type\":\"redemption\",\"id\":\"" + id + "\",\"" + kind + "_id\":\"" + redeemable
                + "\",\"user_id\":\"" + Calls.USER + "\",\"transaction_id\":\"" + marker + "\",\"value_used\":\""
                + Calls.VALUE + "\",\"created\":" + Instant.now().getEpochSecond() + "}";
    }

    /** The ids of what was recorded under a marker; empty if nothing was. */
    public List<String> recorded(String marker) {
        return idsByMarker.getOrDefault(marker, List.of());
    }

    /** How many markers were recorded more than once. */
    public long recordedTwice() {
        return idsByMarker.values().stream().filter(ids -> ids.size() > 1).count();
    }

    /** How many markers were recorded. */
    public int recordedOnceOrMore() {
        return idsByMarker.size();
    }
}
