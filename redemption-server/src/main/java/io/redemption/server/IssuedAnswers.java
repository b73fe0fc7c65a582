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
 * What one merchant's requests to issue were answered under their idempotency keys. The newest answers are remembered,
 * as many as {@value #MAX_BYTES} bytes hold; a key whose request certainly issued nothing is free again. Thread-safe.
 */
final class IssuedAnswers {
    /** How much is remembered, in bytes of answers and {@value #ENTRY_BYTES} for each key: {@value}. */
    static final long MAX_BYTES = Merchant.MAX_ISSUED_ANSWER_BYTES;

    private static final long ENTRY_BYTES = 500;

    private final Map<AttemptId, Entry> underWay = new HashMap<>();
    /** The oldest first. */
    private final Map<AttemptId, Entry> settled = new LinkedHashMap<>();

    private long bytes;

    /**
     * What makes two requests one.
     *
     * @param count how many are issued
     * @param terms the terms of the first, with an id that does not depend on chance
     * @param note what is written on each
     */
    record Content(int count, Redeemable terms, Note note) {}

    /**
     * The answer under a key.
     *
     * @param key the key
     * @param content what is asked for under it
     * @param issue issues it; called at most once, and not if the key is known
     * @param problems makes the refusal if the key is known with other content
     * @return the answer
     */
    CompletionStage<HttpAnswer> answer(
            AttemptId key, Content content, Supplier<CompletionStage<HttpAnswer>> issue, ErrorResponses problems) {
        Entry mine = new Entry(content, new CompletableFuture<>());
        Entry known = register(key, mine);
        if (known != null) {
            return known.content.equals(content)
                    ? known.answer.thenApply(answer -> told(answer, "replayed"))
                    : CompletableFuture.completedStage(
                            problems.refused(Refused.of(Violation.of(ViolationCode.ATTEMPT_REUSED))));
        }
        issue.get().whenComplete((answer, thrown) -> {
            settle(key, mine, answer, thrown);
            if (thrown == null) {
                mine.answer.complete(answer);
            } else {
                mine.answer.completeExceptionally(thrown);
            }
        });
        return mine.answer.thenApply(answer -> told(answer, "honoured"));
    }

    private static HttpAnswer told(HttpAnswer answer, String status) {
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

        Entry sized(@Nullable HttpAnswer told) {
            return new Entry(content, answer, ENTRY_BYTES + (told == null ? 0 : told.body().length));
        }
    }
}
