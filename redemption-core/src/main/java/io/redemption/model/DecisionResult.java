package io.redemption.model;

/** Whether a person's {@link Decision} is recorded. */
public enum DecisionResult {
    /** It is recorded, now or before. */
    RECORDED,
    /** It is not recorded: the attempt is known and not in doubt, so that proof has answered already. */
    NOT_IN_DOUBT,
    /** It is not recorded: the attempt was begun within the last minutes, and its call may still end. */
    UNDER_WAY,
    /** It is not recorded: the journal does not know the attempt. */
    NOT_KNOWN
}
