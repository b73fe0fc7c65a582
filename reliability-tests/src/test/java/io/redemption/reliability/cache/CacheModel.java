package io.redemption.reliability.cache;

import io.redemption.cache.Variant;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** One redeemable behind the cache, redeemed, reversed and read by several threads at once. */
@Param(name = "number", gen = IntGen.class, conf = "0:1")
public class CacheModel {
    private final CachedAccount account;

    /** The cache with all its rules. */
    public CacheModel() {
        this(Variant.OURS);
    }

    CacheModel(Variant variant) {
        this.account = new CachedAccount(variant);
    }

    /**
     * Redeems.
     *
     * @param number which redemption
     */
    @Operation
    public void redeem(@Param(name = "number") int number) {
        account.redeem(number);
    }

    /**
     * Reverses.
     *
     * @param number which redemption
     */
    @Operation
    public void reverse(@Param(name = "number") int number) {
        account.reverse(number);
    }

    /** {@return the active redemptions, as the cache tells them} */
    @Operation
    public String read() {
        return account.read();
    }
}
