package io.redemption.testing;

import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
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
        void delegateAnswered(RecordedCall.Answer answer) {
            become(
                    true,
                    answer == RecordedCall.Answer.REDEEMED || answer == RecordedCall.Answer.REVERSED,
                    call.answer());
        }

        void answered(RecordedCall.Answer answer) {
            become(call.passedOn(), call.applied(), answer);
        }

        /** Records the caller's answer when their stage completes. */
        <T> void follow(@Nullable CompletionStage<T> stage, Invocation<T> call) {
            if (stage == null) {
                answered(RecordedCall.Answer.NULL);
            } else {
                stage.whenComplete((answer, thrown) ->
                        answered(thrown == null ? call.kindOf(answer) : RecordedCall.Answer.FAILED));
            }
        }

        private void become(boolean passedOn, boolean applied, RecordedCall.Answer answer) {
            synchronized (CallLog.this) {
                call = new RecordedCall(call.number(), call.operation(), call.redeemables(), passedOn, applied, answer);
            }
        }
    }
}
