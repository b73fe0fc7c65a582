package io.redemption.cache;

/**
 * The rules without which the cache would lie. Production keeps {@link #ALL}; the reliability tests leave out one after
 * the other and show that each lie is found out. Immutable.
 *
 * @param stamp an answer counts only in the generation in which its reading began
 * @param everyWrite every write ends the generation, not only one that succeeded
 * @param joinCurrent nobody joins a load of an older generation
 * @param keepChecked an answer that failed the check is not kept
 */
record Guards(boolean stamp, boolean everyWrite, boolean joinCurrent, boolean keepChecked) {
    static final Guards ALL = new Guards(true, true, true, true);
}
