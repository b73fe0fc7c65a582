package io.redemption.reliability.faults;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The complete requests that came to a server, counted by method, by method and target, and the creates by the marker
 * in their body and the attempt id in their head. Thread-safe.
 */
public final class Tally {
    private final LongAdder requests = new LongAdder();
    private final Map<String, Integer> methods = new ConcurrentHashMap<>();
    private final Map<String, Integer> targets = new ConcurrentHashMap<>();
    private final Map<String, Integer> markers = new ConcurrentHashMap<>();
    private final Map<String, Integer> keys = new ConcurrentHashMap<>();

    void add(RawMessage request) {
        requests.increment();
        String method = request.method();
        count(methods, method);
        count(targets, method + " " + request.target());
        if (method.equals("POST")) {
            count(markers, request.transaction());
            count(keys, request.idempotencyKey());
        }
    }

    private static void count(Map<String, Integer> counts, @Nullable String what) {
        if (what != null) {
            counts.merge(what, 1, Integer::sum);
        }
    }

    public long requests() {
        return requests.sum();
    }

    /** The requests of a method, for example {@code POST}. */
    public int of(String method) {
        return methods.getOrDefault(method, 0);
    }

    /** The requests of a method for exactly this target. */
    public int of(String method, String target) {
        return targets.getOrDefault(method + " " + target, 0);
    }

    /** The most requests of one method for one target. */
    public int mostOfOneTarget() {
        return targets.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** The creates that carried this marker. */
    public int ofMarker(String transaction) {
        return markers.getOrDefault(transaction, 0);
    }

    /** The creates that carried this attempt id. */
    public int ofKey(String idempotencyKey) {
        return keys.getOrDefault(idempotencyKey, 0);
    }

    /** The markers that came more than once: each of them may be money taken twice. */
    public long markersSeenTwice() {
        return markers.values().stream().filter(times -> times > 1).count();
    }

    /** How many different markers came. */
    public int markers() {
        return markers.size();
    }
}
