package io.redemption.cache;

import io.redemption.model.RedeemableId;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import io.redemption.port.RedemptionPort;
import org.jspecify.annotations.Nullable;

/** The cache, and the same without one of the rules that keep it from lying. */
public enum Variant {
    /** With every rule. */
    OURS,
    /** Answers that were overtaken while they were read are kept. */
    NO_GENERATION_STAMP,
    /** Only a write that succeeded ends a generation; one in doubt also drops nothing. */
    ONLY_SUCCESS_INVALIDATES,
    /** A caller joins the load under way, however old. */
    JOINS_OLDER_LOADS,
    /** Answers of an issuer that lagged are kept. */
    KEEPS_WHAT_FAILED_THE_CHECK;

    /** Applies each rule but the one that the variant leaves out. */
    private final class Memory extends WriteMemory {
        Memory(CacheOptions options) {
            super(options.time(), options.retention());
        }

        @Override
        boolean allowsServing(RedeemableId id, CacheEntry<?> entry) {
            return Variant.this == NO_GENERATION_STAMP || super.allowsServing(id, entry);
        }

        @Override
        boolean allowsKeeping(RedeemableId id, long generation, long begunAt) {
            return Variant.this == NO_GENERATION_STAMP || super.allowsKeeping(id, generation, begunAt);
        }

        @Override
        boolean allowsKeeping(VerifiedRead<?> read) {
            return Variant.this == KEEPS_WHAT_FAILED_THE_CHECK || super.allowsKeeping(read);
        }

        @Override
        boolean allowsJoining(RedeemableId id, SharedLoad<?> load) {
            return Variant.this == JOINS_OLDER_LOADS || super.allowsJoining(id, load);
        }

        @Override
        boolean learn(RedeemableId id, Change change, @Nullable RedemptionChange redemption) {
            boolean ignored = Variant.this == ONLY_SUCCESS_INVALIDATES && change == Change.IN_DOUBT;
            return !ignored && super.learn(id, change, redemption);
        }

        @Override
        void end(RedeemableId id) {
            if (Variant.this != ONLY_SUCCESS_INVALIDATES) {
                super.end(id);
            }
        }
    }

    /** A cache over a port. */
    public CachingRedemptionPort over(RedemptionPort delegate, CacheOptions options) {
        return new CachingRedemptionPort(delegate, options, new Memory(options));
    }
}
