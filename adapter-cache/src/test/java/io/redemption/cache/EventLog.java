package io.redemption.cache;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Records the events of the cache. */
final class EventLog implements CacheListener {
    final List<CacheResult> results = Collections.synchronizedList(new ArrayList<>());
    final List<LoadResult> loads = Collections.synchronizedList(new ArrayList<>());
    volatile long weight;

    @Override
    public void cacheRead(CacheRead event) {
        results.add(event.result());
    }

    @Override
    public void cacheLoaded(CacheLoaded event) {
        loads.add(event.result());
        weight = event.weight();
    }
}
