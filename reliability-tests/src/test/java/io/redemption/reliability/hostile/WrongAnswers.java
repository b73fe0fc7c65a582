package io.redemption.reliability.hostile;

import io.redemption.model.Doubt;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Unknown;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A peer that answers each redeem call wrongly, and the count of what a client made of it. Thread-safe. */
final class WrongAnswers implements AutoCloseable {
    private static final int AT_ONCE = 16;

    private final Attempts attempts = new Attempts();
    private final AtomicReference<@Nullable RedemptionAttempt> before = new AtomicReference<>();
    private final AtomicInteger given = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Map<String, Integer> misread = new ConcurrentHashMap<>();
    private final Random random;
    private volatile WrongAnswer kind = WrongJson.NOT_JSON;
    private final Peer peer = Peer.answering(this::answer);

    WrongAnswers(long seed) {
        this.random = new Random(seed);
    }

    String uri() {
        return peer.uri();
    }

    private void answer(ReceivedRequest heard, HostileConnection line) throws IOException {
        RedemptionAttempt attempt = attempts.in(heard);
        if (attempt == null) {
            throw new IOException("not one of the attempts");
        }
        RedemptionAttempt earlier = before.getAndSet(attempt);
        RedemptionAttempt other = earlier == null || earlier.equals(attempt) ? attempts.next() : earlier;
        given.incrementAndGet();
        WrongAnswer now = kind;
        line.say(now.to(Answer.to(attempt), Answer.to(other), random));
        if (now.endsByClosing()) {
            throw new IOException("said all");
        }
    }

    /** Asks for so many answers of a kind. */
    void ask(WrongAnswer which, int calls, Function<RedemptionAttempt, CompletionStage<RedemptionOutcome>> redeem) {
        kind = which;
        ConcurrentRun.of(
                calls, AT_ONCE, i -> redeem.apply(attempts.next()), (outcome, thrown) -> count(which, outcome, thrown));
    }

    private void count(WrongAnswer which, @Nullable RedemptionOutcome outcome, @Nullable Throwable thrown) {
        Doubt doubt = outcome instanceof Unknown unknown ? unknown.ticket().doubt() : null;
        if (outcome instanceof Redeemed) {
            accepted.incrementAndGet();
        }
        if (doubt == null || !which.mayLeave(doubt)) {
            misread.merge(
                    which + " as " + (thrown != null ? thrown : doubt != null ? doubt : outcome), 1, Integer::sum);
        }
    }

    /** How many wrong answers were given. */
    int given() {
        return given.get();
    }

    /** How many were taken for a success. */
    int accepted() {
        return accepted.get();
    }

    /** What was made of them that must not be made, with how often. */
    List<String> misread() {
        return misread.entrySet().stream()
                .map(one -> one.getValue() + " x " + one.getKey())
                .toList();
    }

    @Override
    public void close() {
        peer.close();
    }
}
