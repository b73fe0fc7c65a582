package io.redemption.reliability.replay;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jetbrains.lincheck.datastructures.Operation;

/** A broken journal of one attempt: it looks whether the attempt is known and records it then, in two steps. */
public class LookThenOpenModel {
    private final Map<String, String> entries = new ConcurrentHashMap<>();

    /** {@return what was known of the attempt} */
    @Operation
    public String open() {
        String known = entries.get("attempt");
        if (known != null) {
            return known;
        }
        entries.put("attempt", "open");
        return "fresh";
    }

    /** Settles the attempt if it is known. */
    @Operation
    public void settle() {
        entries.computeIfPresent("attempt", (key, entry) -> "settled");
    }
}
