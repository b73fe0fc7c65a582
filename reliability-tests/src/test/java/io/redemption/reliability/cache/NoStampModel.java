package io.redemption.reliability.cache;

import io.redemption.cache.Variant;

/** A broken cache: answers that were overtaken are kept. */
public class NoStampModel extends CacheModel {
    /** Without that rule. */
    public NoStampModel() {
        super(Variant.NO_GENERATION_STAMP);
    }
}
