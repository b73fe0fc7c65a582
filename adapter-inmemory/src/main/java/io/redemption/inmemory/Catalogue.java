package io.redemption.inmemory;

import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.Code;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** All issued redeemables by id, by code and in the order of issue. None is ever removed. Thread-safe. */
final class Catalogue {
    private final ReentrantLock issuing = new ReentrantLock();
    private final Map<RedeemableId, RedeemableSlot> byId = new ConcurrentHashMap<>();
    private final Map<Code, RedeemableSlot> byCode = new ConcurrentHashMap<>();
    private final Set<String> comparisonKeys = new HashSet<>();
    private final Map<RedeemableKind, ConcurrentNavigableMap<Long, RedeemableSlot>> byNumber =
            new ConcurrentHashMap<>();
    private long issued;

    /** Issues all of these terms or none. Terms that are already issued under the same id stay as they are. */
    List<RedeemableId> issue(List<? extends Redeemable> all, Instant at) {
        issuing.lock();
        try {
            Set<RedeemableId> ids = new HashSet<>();
            Set<String> codes = new HashSet<>();
            List<Redeemable> missing = new ArrayList<>();
            for (Redeemable terms : all) {
                if (!ids.add(terms.id())) {
                    throw ImmediateStages.invalid("id: " + terms.id() + " twice (expected: distinct ids)");
                }
                if (isMissing(terms, codes)) {
                    missing.add(terms);
                }
            }
            missing.forEach(terms -> open(terms, at));
            return all.stream().<RedeemableId>map(Redeemable::id).toList();
        } finally {
            issuing.unlock();
        }
    }

    private boolean isMissing(Redeemable terms, Set<String> alsoTaken) {
        RedeemableSlot existing = byId.get(terms.id());
        if (existing != null && !existing.snapshot().terms().equals(terms)) {
            throw ImmediateStages.invalid(
                    "id: " + terms.id() + " (expected: one that was not issued with other terms)");
        }
        Code code = terms.code();
        if (existing == null && code != null && isTaken(code.comparisonKey(), alsoTaken)) {
            throw ImmediateStages.invalid("code: " + code
                    + " (expected: one that neither is nor looks like the code of another " + "redeemable)");
        }
        return existing == null;
    }

    private boolean isTaken(String comparisonKey, Set<String> alsoTaken) {
        return comparisonKeys.contains(comparisonKey) || !alsoTaken.add(comparisonKey);
    }

    private void open(Redeemable terms, Instant at) {
        Code code = terms.code();
        RedeemableSlot slot = new RedeemableSlot(Snapshot.issued(terms, at));
        issued++;
        ofKind(terms.id().kind()).put(issued, slot);
        if (code != null) {
            comparisonKeys.add(code.comparisonKey());
            byCode.put(code, slot);
        }
        byId.put(terms.id(), slot);
    }

    @Nullable
    RedeemableSlot find(RedeemableId id) {
        return byId.get(id);
    }

    @Nullable
    RedeemableSlot find(Code code) {
        return byCode.get(code);
    }

    int size() {
        return byId.size();
    }

    CataloguePage page(CatalogueQuery query) {
        Long above = Cursor.read(query.cursor());
        List<RedeemableState> items = new ArrayList<>();
        long last = 0;
        for (Map.Entry<Long, RedeemableSlot> entry :
                ofKind(query.kind()).tailMap(above == null ? 0 : above, false).entrySet()) {
            if (items.size() == query.limit()) {
                return new CataloguePage(items, Cursor.write(last));
            }
            items.add(entry.getValue().snapshot().state());
            last = entry.getKey();
        }
        return new CataloguePage(items, null);
    }

    private ConcurrentNavigableMap<Long, RedeemableSlot> ofKind(RedeemableKind kind) {
        return byNumber.computeIfAbsent(kind, key -> new ConcurrentSkipListMap<>());
    }
}
