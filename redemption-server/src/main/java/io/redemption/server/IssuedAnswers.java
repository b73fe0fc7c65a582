package io.redemption.server;

import io.redemption.internal.Stages;
import io.redemption.model.AttemptId;
import io.redemption.model.Redeemable;
import io.redemption.model.RedemptionException;
import io.redemption.model.Refused;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the answers to one merchant's requests to issue, by idempotency key. Keeps the newest answers, up to
 * {@value #MAX_BYTES} bytes. A key whose request certainly issued nothing can be used again. Thread-safe.
 */
final class IssuedAnswers {
    /** The bound in bytes, counting answers and {@value #ENTRY_BYTES} for each key: {@value}. */
    static final long MAX_BYTES = Merchant.MAX_ISSUED_ANSWER_BYTES;

    private static final long ENTRY_BYTES = 500;

    private final Map<AttemptId, Entry> underWay = new HashMap<>();
    /** Oldest first. */
    private final Map<AttemptId, Entry> settled = new LinkedHashMap<>();

    private long bytes;

    /**
     * The content of a request, by which a repetition is recognised.
     *
     * @param count how many are issued
     * @param terms the terms of the first, with an id that is not random
     * @param note the note on each
     */
    record Content(int count, Redeemable terms, Note note) {}

    /**
     * Answers the request with a key.
     *
     * @param key the key
     * @param content the content of the request
     * @param issue issues; called at most once, and not if the key is known
     * @param errors makes the refusal if the key was used with other content
     * @return the answer
     */
    CompletionStage<HttpAnswer> answer(
            AttemptId key, Content content, Supplier<CompletionStage<HttpAnswer>> issue, ErrorResponses errors) {
        Entry mine = new Entry(content, new CompletableFuture<>());
        Entry known = register(key, mine);
        if (known != null) {
            return known.content.equals(content)
                    ? known.answer.thenApply(answer -> withStatus(answer, "replayed"))
                    : CompletableFuture.completedStage(
                            errors.refused(Refused.of(Violation.of(ViolationCode.ATTEMPT_REUSED))));
        }
        issue.get().whenComplete((answer, thrown) -> {
            settle(key, mine, answer, thrown);
            if (thrown == null) {
                mine.answer.complete(answer);
            } else {
                mine.answer.completeExceptionally(thrown);
            }
        });
        return mine.answer.thenApply(answer -> withStatus(answer, "honoured"));
    }

    private static HttpAnswer withStatus(HttpAnswer answer, String status) {
        return answer.isError() ? answer : answer.with(RedemptionOperations.IDEMPOTENCY_STATUS, status);
    }

    private synchronized @Nullable Entry register(AttemptId key, Entry mine) {
        Entry known = settled.get(key);
        return known == null ? underWay.putIfAbsent(key, mine) : known;
    }

    private synchronized void settle(
            AttemptId key, Entry mine, @Nullable HttpAnswer answer, @Nullable Throwable thrown) {
        underWay.remove(key);
        boolean nothingHappened = answer == null
                ? Stages.cause(thrown) instanceof RedemptionException
                : Boolean.FALSE.equals(answer.executed());
        if (nothingHappened) {
            return;
        }
        settled.put(key, mine.sized(answer));
        bytes += settled.get(key).bytes;
        Iterator<Entry> oldestFirst = settled.values().iterator();
        while (bytes > MAX_BYTES && oldestFirst.hasNext()) {
            bytes -= oldestFirst.next().bytes;
            oldestFirst.remove();
        }
    }

    @Override
    public String toString() {
        return "IssuedAnswers";
    }

    private record Entry(Content content, CompletableFuture<HttpAnswer> answer, long bytes) {
        Entry(Content content, CompletableFuture<HttpAnswer> answer) {
            this(content, answer, 0);
        }

        Entry sized(@Nullable HttpAnswer result) {
            return new Entry(content, answer, ENTRY_BYTES + (result == null ? 0 : result.body().length));
        }
    }
}
