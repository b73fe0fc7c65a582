package io.redemption.cache;

import io.redemption.events.RedemptionListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Records the events of the cache. */
final class EventLog implements RedemptionListener {
    final List<CacheResult> answers = Collections.synchronizedList(new ArrayList<>());
    final List<LoadResult> ends = Collections.synchronizedList(new ArrayList<>());
    volatile long weight;

    @Override
    public void cacheRead(CacheRead event) {
        answers.add(event.answer());
    }

    @Override
    public void cacheLoaded(CacheLoaded event) {
        ends.add(event.end());
        weight = event.weight();
    }
}
