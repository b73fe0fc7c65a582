package io.redemption.reliability.faults;

import java.util.ArrayList;
import java.util.List;

/** Keeps requests waiting until so many are there at once, then has all of them answered. */
final class RequestBarrier implements RawServer.Plan {
    private final int size;
    private final RawServer.Plan answer;
    private final List<Exchange> waiting = new ArrayList<>();

    RequestBarrier(int size, RawServer.Plan answer) {
        this.size = size;
        this.answer = answer;
    }

    @Override
    public void on(Exchange exchange) {
        waiting.add(exchange);
        exchange.onClosed(() -> waiting.remove(exchange));
        if (waiting.size() == size) {
            List.copyOf(waiting).forEach(answer::on);
            waiting.clear();
        }
    }
}
