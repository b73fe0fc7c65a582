package io.redemption.resilience;

import io.redemption.Advice;
import io.redemption.BasketOutcome;
import io.redemption.Capabilities;
import io.redemption.Capability;
import io.redemption.Code;
import io.redemption.Freshness;
import io.redemption.HistoryQuery;
import io.redemption.RedeemableId;
import io.redemption.RedeemablePort;
import io.redemption.RedeemableState;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionHistory;
import io.redemption.RedemptionId;
import io.redemption.RedemptionOutcome;
import io.redemption.RedemptionPort;
import io.redemption.RedemptionRequest;
import io.redemption.Reversal;
import io.redemption.ReversalOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A port that answers as it was told, in the order of the telling, and counts its sends. The last answer stays. */
final class StubPort implements RedemptionPort, RedeemablePort {
    private volatile Capabilities capabilities;
    private final Deque<Supplier<? extends @Nullable CompletionStage<?>>> answers = new ArrayDeque<>();
    private final AtomicInteger sends = new AtomicInteger();

    StubPort(Capability... capabilities) {
        this.capabilities = new Capabilities(Set.of(capabilities), 2);
    }

    /** The next sends are answered so, one each; the last of these answers also every later one. */
    synchronized StubPort answering(CompletionStage<?>... stages) {
        answers.clear();
        for (CompletionStage<?> stage : stages) {
            answers.add(() -> stage);
        }
        return this;
    }

    /** Adds an answer that is made when it is asked for. */
    synchronized StubPort then(Supplier<? extends @Nullable CompletionStage<?>> answer) {
        answers.add(answer);
        return this;
    }

    /** Declares nothing any more, as an issuer whose answer was a gateway's. */
    void losesCapabilities() {
        capabilities = new Capabilities(Set.of(), 2);
    }

    int sends() {
        return sends.get();
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a test that tells a wrong type, or null, means it
    private <T> CompletionStage<T> answer() {
        sends.incrementAndGet();
        Supplier<? extends @Nullable CompletionStage<?>> answer;
        synchronized (this) {
            answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        }
        return (CompletionStage<T>) answer.get();
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return answer();
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return answer();
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return answer();
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return answer();
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return answer();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        return answer();
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        return answer();
    }

    @Override
    public CompletionStage<Advice> validate(RedemptionRequest request) {
        return answer();
    }

    @Override
    public String toString() {
        return "Stub";
    }
}
