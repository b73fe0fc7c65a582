package io.redemption.inmemory;

import io.redemption.BasketOutcome.AllRedeemed;
import io.redemption.BasketOutcome.BasketUnknown;
import io.redemption.BasketOutcome.NoneRedeemed;
import io.redemption.NothingToReverse;
import io.redemption.Operation;
import io.redemption.RedeemableId;
import io.redemption.Redeemed;
import io.redemption.Refused;
import io.redemption.Reversed;
import io.redemption.Unknown;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The newest calls and what became of them. Thread-safe. */
final class CallLog {
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final int max;
    private long begun;

    CallLog(int max) {
        this.max = max;
    }

    synchronized Entry begin(Operation operation, List<RedeemableId> redeemables) {
        begun++;
        Entry entry = new Entry(new Call(begun, operation, redeemables, false, false, Call.Answer.PENDING));
        entries.addLast(entry);
        if (entries.size() > max) {
            entries.removeFirst();
        }
        return entry;
    }

    synchronized List<Call> calls() {
        return entries.stream().map(entry -> entry.call).toList();
    }

    synchronized long dropped() {
        return begun - entries.size();
    }

    /** A call whose end may be still to come. */
    final class Entry {
        private Call call;

        private Entry(Call call) {
            this.call = call;
        }

        /** Notes that the delegate is called, and what it answers. */
        void passedOn() {
            become(true, call.applied(), call.answer());
        }

        /** Notes whether what the delegate answered means that it redeemed or reversed. */
        void delegateAnswered(@Nullable Object outcome) {
            Call.Answer answer = kindOf(outcome);
            become(true, answer == Call.Answer.REDEEMED || answer == Call.Answer.REVERSED, call.answer());
        }

        void answered(Call.Answer answer) {
            become(call.passedOn(), call.applied(), answer);
        }

        /** Notes what the caller gets, once she gets it. */
        void follow(@Nullable CompletionStage<?> stage) {
            if (stage == null) {
                answered(Call.Answer.NULL);
            } else {
                stage.whenComplete((answer, thrown) -> answered(thrown == null ? kindOf(answer) : Call.Answer.FAILED));
            }
        }

        private void become(boolean passedOn, boolean applied, Call.Answer answer) {
            synchronized (CallLog.this) {
                call = new Call(call.number(), call.operation(), call.redeemables(), passedOn, applied, answer);
            }
        }
    }

    private static Call.Answer kindOf(@Nullable Object answer) {
        if (answer == null) {
            return Call.Answer.NULL;
        }
        if (answer instanceof Redeemed || answer instanceof AllRedeemed) {
            return Call.Answer.REDEEMED;
        }
        if (answer instanceof Refused || answer instanceof NoneRedeemed) {
            return Call.Answer.REFUSED;
        }
        if (answer instanceof Unknown || answer instanceof BasketUnknown) {
            return Call.Answer.UNKNOWN;
        }
        if (answer instanceof Reversed) {
            return Call.Answer.REVERSED;
        }
        return answer instanceof NothingToReverse ? Call.Answer.NOTHING_TO_REVERSE : Call.Answer.READ;
    }
}
