package io.redemption.cache;

import io.redemption.port.RedemptionPort;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The cache, and the same without one of the rules that keep it from lying. */
public enum Variant {
    /** With every rule. */
    OURS,
    /** Answers that were overtaken while they were read are kept. */
    NO_GENERATION_STAMP,
    /** Only what succeeded drops what is held. */
    ONLY_SUCCESS_INVALIDATES,
    /** Whoever comes joins the load under way, however old. */
    JOINS_OLDER_LOADS,
    /** Answers of an issuer that lagged are kept. */
    KEEPS_WHAT_FAILED_THE_CHECK;

    private Guards guards() {
        return new Guards(
                this != NO_GENERATION_STAMP,
                this != ONLY_SUCCESS_INVALIDATES,
                this != JOINS_OLDER_LOADS,
                this != KEEPS_WHAT_FAILED_THE_CHECK);
    }

    /** A cache over a port. */
    public CachingRedemptionPort over(RedemptionPort delegate, CacheOptions options) {
        return new CachingRedemptionPort(
                delegate, options, new CaffeineStore(options.time(), options.maxWeight()), guards());
    }

    /** The same with a plain map for the store, so that Lincheck watches our own steps and not those of Caffeine. */
    public CachingRedemptionPort overWithPlainStore(RedemptionPort delegate, CacheOptions options) {
        return new CachingRedemptionPort(delegate, options, new PlainStore(), guards());
    }

    private static final class PlainStore implements Store {
        private final Map<Object, CacheEntry<?>> all = new ConcurrentHashMap<>();

        @Override
        public @Nullable CacheEntry<?> get(Object key) {
            return all.get(key);
        }

        @Override
        public void keep(Object key, CacheEntry<?> kept) {
            all.put(key, kept);
        }

        @Override
        public void drop(Object key) {
            all.remove(key);
        }

        @Override
        public void dropAll() {
            all.clear();
        }

        @Override
        public long weight() {
            return all.size();
        }
    }
}
