package io.redemption.resilience;

import io.redemption.events.RedemptionCall;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Likelihood;
import io.redemption.model.RedemptionException;
import io.redemption.model.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A write. A doubt that one send leaves stays, however the next one ends. It is ended only by a confirmation, or by a
 * refusal from an issuer that always answers the same attempt in the same way.
 *
 * @param <T> the type of the outcome
 */
final class WriteCall<T> extends ResilientCall<T> {
    private final WriteOperation<T> writeOperation;
    private Instant sentAt;
    private int sendsBelow;
    private boolean mayHaveReached;
    private @Nullable Doubt doubt;
    private Likelihood executed = Likelihood.POSSIBLE;
    private Instant doubtfulSince;

    WriteCall(
            CallEnvironment environment,
            RedemptionCall call,
            WriteOperation<T> writeOperation,
            Function<Duration, @Nullable CompletionStage<T>> port) {
        super(environment, call, port);
        this.writeOperation = writeOperation;
        this.sentAt = environment.time().now();
        this.doubtfulSince = sentAt;
    }

    @Override
    SendAdmission admission() {
        return environment().writes();
    }

    @Override
    boolean isWrite() {
        return true;
    }

    @Override
    SendVerdict<T> evaluate(PortTryResult<T> end, int number, @Nullable FailureCode closing) {
        RedemptionException failure = end.failure();
        if (failure != null) {
            boolean late = closing == FailureCode.DEADLINE_EXCEEDED && failure.code() == FailureCode.CANCELLED;
            return failed(late ? environment().failure(FailureCode.DEADLINE_EXCEEDED) : failure, number);
        }
        T outcome = end.answer();
        if (outcome == null) {
            return inDoubt(end.cancelled() ? Doubt.CANCELLED : Doubt.BROKEN_ADAPTER, number, RetryDecision.NEVER);
        }
        List<Ticket> tickets = writeOperation.tickets(outcome);
        if (!tickets.isEmpty()) {
            return unknown(outcome, tickets, number);
        }
        if (mayHaveReached && writeOperation.isRefusal(outcome) && !writeOperation.refusalIsFinal()) {
            return SendVerdict.stillInDoubt(refusedAfterResend(number));
        }
        return SendVerdict.answered(outcome);
    }

    private T refusedAfterResend(int number) {
        doubt = Doubt.REFUSED_AFTER_RESEND;
        doubtfulSince = environment().time().now();
        return unknown(doubt, number);
    }

    private SendVerdict<T> failed(RedemptionException failure, int number) {
        RetryDecision retry = RetryTable.ofWrite(operation(), failure);
        if (doubt == null && mayHaveReached && failure.code() == FailureCode.MISCONFIGURED) {
            // Treated as a refusal: a page instead of an answer says even less about the send before.
            return SendVerdict.stillInDoubt(refusedAfterResend(number), failure, retry);
        }
        mayHaveReached |= RetryTable.mayHaveReached(failure.code());
        return doubt == null
                ? SendVerdict.failed(failure, retry)
                : SendVerdict.stillInDoubt(unknown(doubt, number), failure, retry);
    }

    private SendVerdict<T> unknown(T outcome, List<Ticket> tickets, int number) {
        boolean asItIs = number == 1;
        tickets.forEach(ticket -> add(ticket.doubt(), ticket.executed(), ticket.doubtfulSince()));
        Ticket first = tickets.get(0);
        if (asItIs) {
            sentAt = first.sentAt();
        }
        sendsBelow += Math.max(0, first.sends() - 1);
        Doubt why = first.doubt();
        RetryDecision retry = writeOperation.mayRepeatInDoubt() ? RetryTable.ofDoubt(why) : RetryDecision.NEVER;
        return SendVerdict.inDoubt(asItIs ? outcome : unknown(why, number), why, retry);
    }

    private SendVerdict<T> inDoubt(Doubt why, int number, RetryDecision retry) {
        add(why, Likelihood.POSSIBLE, environment().time().now());
        return SendVerdict.inDoubt(unknown(why, number), why, retry);
    }

    /**
     * Keeps the doubt of the higher likelihood, and the newest time, because a send may be executed long after it
     * ended.
     */
    private void add(Doubt why, Likelihood likely, Instant since) {
        mayHaveReached = true;
        if (doubt == null || executed == Likelihood.POSSIBLE) {
            doubt = why;
            executed = likely;
        }
        if (since.isAfter(doubtfulSince)) {
            doubtfulSince = since;
        }
    }

    private T unknown(Doubt newest, int number) {
        Doubt why = doubt == null ? newest : doubt;
        return writeOperation.unknown(why, executed, number + sendsBelow, sentAt, doubtfulSince);
    }

    @Override
    SendVerdict<T> givenUp(FailureCode why, int number) {
        return inDoubt(Doubt.NO_ANSWER, number, RetryDecision.NEVER);
    }
}
