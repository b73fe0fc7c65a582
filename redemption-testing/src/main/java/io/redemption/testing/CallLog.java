package io.redemption.testing;

import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.NothingToReverse;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Refused;
import io.redemption.model.Reversed;
import io.redemption.model.Unknown;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Records the newest calls and their results. Thread-safe. */
final class CallLog {
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final int max;
    private long begun;

    CallLog(int max) {
        this.max = max;
    }

    synchronized Entry begin(Operation operation, List<RedeemableId> redeemables) {
        begun++;
        Entry entry =
                new Entry(new RecordedCall(begun, operation, redeemables, false, false, RecordedCall.Answer.PENDING));
        entries.addLast(entry);
        if (entries.size() > max) {
            entries.removeFirst();
        }
        return entry;
    }

    synchronized List<RecordedCall> calls() {
        return entries.stream().map(entry -> entry.call).toList();
    }

    synchronized long dropped() {
        return begun - entries.size();
    }

    /** A call that may be in progress. */
    final class Entry {
        private RecordedCall call;

        private Entry(RecordedCall call) {
            this.call = call;
        }

        /** Records that the delegate is called. */
        void passedOn() {
            become(true, call.applied(), call.answer());
        }

        /** Records whether the delegate's answer means that it redeemed or reversed. */
        void delegateAnswered(@Nullable Object outcome) {
            RecordedCall.Answer answer = kindOf(outcome);
            become(
                    true,
                    answer == RecordedCall.Answer.REDEEMED || answer == RecordedCall.Answer.REVERSED,
                    call.answer());
        }

        void answered(RecordedCall.Answer answer) {
            become(call.passedOn(), call.applied(), answer);
        }

        /** Records the caller's answer when their stage completes. */
        void follow(@Nullable CompletionStage<?> stage) {
            if (stage == null) {
                answered(RecordedCall.Answer.NULL);
            } else {
                stage.whenComplete(
                        (answer, thrown) -> answered(thrown == null ? kindOf(answer) : RecordedCall.Answer.FAILED));
            }
        }

        private void become(boolean passedOn, boolean applied, RecordedCall.Answer answer) {
            synchronized (CallLog.this) {
                call = new RecordedCall(call.number(), call.operation(), call.redeemables(), passedOn, applied, answer);
            }
        }
    }

    private static RecordedCall.Answer kindOf(@Nullable Object answer) {
        if (answer == null) {
            return RecordedCall.Answer.NULL;
        }
        if (answer instanceof Redeemed || answer instanceof AllRedeemed) {
            return RecordedCall.Answer.REDEEMED;
        }
        if (answer instanceof Refused || answer instanceof NoneRedeemed) {
            return RecordedCall.Answer.REFUSED;
        }
        if (answer instanceof Unknown || answer instanceof BasketUnknown) {
            return RecordedCall.Answer.UNKNOWN;
        }
        if (answer instanceof Reversed) {
            return RecordedCall.Answer.REVERSED;
        }
        return answer instanceof NothingToReverse ? RecordedCall.Answer.NOTHING_TO_REVERSE : RecordedCall.Answer.READ;
    }
}
