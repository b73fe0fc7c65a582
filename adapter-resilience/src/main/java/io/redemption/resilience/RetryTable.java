package io.redemption.resilience;

import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Operation;
import io.redemption.model.RedemptionException;

/**
 * Decides what is sent again. The table follows from what the methods of {@link io.redemption.port.RedemptionPort}
 * declare to be safe, not from HTTP statuses, which a port does not show.
 *
 * <table>
 * <caption>By how a send ended</caption>
 * <tr><th>End of a send</th><th>Read</th><th>Redeem</th><th>Reverse</th><th>Breaker</th></tr>
 * <tr><td>answered, refused, absent</td><td>-</td><td>-</td><td>-</td><td>good</td></tr>
 * <tr><td>{@code NOT_REACHABLE}</td><td>again</td><td>again</td><td>again</td><td>bad</td></tr>
 * <tr><td>{@code DEADLINE_EXCEEDED}, the send's own</td><td>again, costly</td><td>again, costly</td>
 * <td>again, costly</td><td>bad</td></tr>
 * <tr><td>{@code THROTTLED}</td><td>again</td><td>once</td><td>again</td><td>-</td></tr>
 * <tr><td>{@code ISSUER_FAILED}</td><td>again</td><td>-</td><td>-</td><td>bad</td></tr>
 * <tr><td>{@code UNREADABLE}</td><td>once</td><td>-</td><td>-</td><td>bad</td></tr>
 * <tr><td>{@code NOT_AUTHORISED} with {@code retryAfter}: the credentials have changed</td><td>once</td><td>once</td>
 * <td>once</td><td>-</td></tr>
 * <tr><td>{@code INCOMPLETE}</td><td>-</td><td>-</td><td>-</td><td>good</td></tr>
 * <tr><td>in doubt: no answer</td><td></td><td>again, costly, with {@code IDEMPOTENT_ATTEMPTS}</td>
 * <td>again, costly</td><td>bad</td></tr>
 * <tr><td>in doubt: unreadable, wrong echo, contradictory, odd status, issuer in doubt</td><td></td>
 * <td>again with {@code IDEMPOTENT_ATTEMPTS}</td><td>again</td><td>bad</td></tr>
 * <tr><td>in doubt: out of time, still shown, not confirmed</td><td></td>
 * <td>again with {@code IDEMPOTENT_ATTEMPTS}</td><td>again</td><td>-</td></tr>
 * <tr><td>in doubt: redeemable gone</td><td></td><td>-</td><td>-</td><td>-</td></tr>
 * <tr><td>in doubt otherwise: redirected, broken adapter, &hellip;</td><td>-</td><td>-</td><td>-</td><td>bad</td></tr>
 * <tr><td>every other failure</td><td>-</td><td>-</td><td>-</td><td>-</td></tr>
 * </table>
 *
 * <p>"Again" is within the call's limit of sends, its deadline and the {@link RetryBudget}. A basket counts as one
 * redemption. "Costly" takes the tokens of {@link RetryBudget#perTimeoutRetry}. A delay that the issuer asks for is
 * respected.
 */
final class RetryTable {
    private RetryTable() {}

    /** Decides after a read that failed. */
    static RetryDecision ofRead(RedemptionException failure) {
        return switch (failure.code()) {
            case NOT_REACHABLE, THROTTLED, ISSUER_FAILED -> RetryDecision.YES;
            case DEADLINE_EXCEEDED -> RetryDecision.AFTER_TIMEOUT;
            case UNREADABLE -> RetryDecision.ONCE;
            case NOT_AUTHORISED -> onceIfInvited(failure);
            case PAYMENT_REQUIRED,
                    BREAKER_OPEN,
                    OVERLOADED,
                    MISCONFIGURED,
                    NOT_SUPPORTED,
                    CANCELLED,
                    CLOSED,
                    INVALID_ARGUMENT,
                    INCOMPLETE,
                    WOULD_BLOCK,
                    BROKEN_RULE,
                    JOURNAL_FAILED,
                    JOURNAL_FULL,
                    ORIGIN_UNKNOWN,
                    BROKEN_COMPONENT,
                    BROKEN_ADAPTER -> RetryDecision.NEVER;
        };
    }

    /** Decides after a write that failed, and so was certainly not executed. */
    static RetryDecision ofWrite(Operation operation, RedemptionException failure) {
        return switch (failure.code()) {
            case NOT_REACHABLE -> RetryDecision.YES;
            case DEADLINE_EXCEEDED -> RetryDecision.AFTER_TIMEOUT;
            case THROTTLED -> operation == Operation.REVERSE ? RetryDecision.YES : RetryDecision.ONCE;
            case NOT_AUTHORISED -> onceIfInvited(failure);
            case PAYMENT_REQUIRED,
                    BREAKER_OPEN,
                    OVERLOADED,
                    MISCONFIGURED,
                    NOT_SUPPORTED,
                    CANCELLED,
                    CLOSED,
                    INVALID_ARGUMENT,
                    INCOMPLETE,
                    UNREADABLE,
                    ISSUER_FAILED,
                    WOULD_BLOCK,
                    BROKEN_RULE,
                    JOURNAL_FAILED,
                    JOURNAL_FULL,
                    ORIGIN_UNKNOWN,
                    BROKEN_COMPONENT,
                    BROKEN_ADAPTER -> RetryDecision.NEVER;
        };
    }

    private static RetryDecision onceIfInvited(RedemptionException failure) {
        return failure.retryAfter() == null ? RetryDecision.NEVER : RetryDecision.ONCE;
    }

    /** Decides after a write in doubt whose repetition has no second effect. */
    static RetryDecision ofDoubt(Doubt doubt) {
        return switch (doubt) {
            case NO_ANSWER -> RetryDecision.AFTER_TIMEOUT;
            case ANSWER_UNREADABLE,
                    ECHO_MISMATCH,
                    ECHO_OUT_OF_TIME,
                    CONTRADICTORY_ANSWER,
                    STILL_SHOWN,
                    NOT_CONFIRMED,
                    UNEXPECTED_STATUS,
                    ISSUER_IN_DOUBT -> RetryDecision.YES;
            case REDEEMABLE_GONE,
                    REDIRECTED,
                    REFUSED_AFTER_RESEND,
                    BROKEN_ADAPTER,
                    CANCELLED,
                    INTERRUPTED,
                    BEGUN_EARLIER -> RetryDecision.NEVER;
        };
    }

    /**
     * Returns whether the issuer may have processed a write that failed with a code. Only the issuer says then that it
     * was not executed, and only by convention: a later refusal may be caused by this very send. A caller without
     * authorisation is rejected before that.
     */
    static boolean mayHaveReached(FailureCode code) {
        return switch (code) {
            case NOT_AUTHORISED,
                    NOT_REACHABLE,
                    DEADLINE_EXCEEDED,
                    BREAKER_OPEN,
                    OVERLOADED,
                    CANCELLED,
                    CLOSED,
                    INVALID_ARGUMENT,
                    WOULD_BLOCK,
                    BROKEN_RULE,
                    JOURNAL_FAILED,
                    JOURNAL_FULL,
                    ORIGIN_UNKNOWN,
                    BROKEN_COMPONENT -> false;
            case PAYMENT_REQUIRED,
                    THROTTLED,
                    MISCONFIGURED,
                    NOT_SUPPORTED,
                    INCOMPLETE,
                    UNREADABLE,
                    ISSUER_FAILED,
                    BROKEN_ADAPTER -> true;
        };
    }

    /** Returns what a failure shows about the issuer. */
    static Health healthAfter(FailureCode code) {
        return switch (code) {
            case NOT_REACHABLE, DEADLINE_EXCEEDED, ISSUER_FAILED, UNREADABLE, BROKEN_ADAPTER -> Health.BAD;
            case INCOMPLETE -> Health.GOOD;
            case NOT_AUTHORISED,
                    PAYMENT_REQUIRED,
                    THROTTLED,
                    BREAKER_OPEN,
                    OVERLOADED,
                    MISCONFIGURED,
                    NOT_SUPPORTED,
                    CANCELLED,
                    CLOSED,
                    INVALID_ARGUMENT,
                    WOULD_BLOCK,
                    BROKEN_RULE,
                    JOURNAL_FAILED,
                    JOURNAL_FULL,
                    ORIGIN_UNKNOWN,
                    BROKEN_COMPONENT -> Health.NEUTRAL;
        };
    }

    /** Returns what a doubt shows about the issuer. */
    static Health healthAfter(Doubt doubt) {
        return switch (doubt) {
            case ECHO_OUT_OF_TIME, STILL_SHOWN, NOT_CONFIRMED, REDEEMABLE_GONE, CANCELLED, INTERRUPTED ->
                Health.NEUTRAL;
            case NO_ANSWER,
                    ANSWER_UNREADABLE,
                    ECHO_MISMATCH,
                    CONTRADICTORY_ANSWER,
                    UNEXPECTED_STATUS,
                    REDIRECTED,
                    REFUSED_AFTER_RESEND,
                    ISSUER_IN_DOUBT,
                    BROKEN_ADAPTER,
                    BEGUN_EARLIER -> Health.BAD;
        };
    }
}
