package io.redemption.resilience;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.Code;
import io.redemption.model.CodeInquiry;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.ValidationResult;
import io.redemption.port.CataloguePort;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A port that gives its answers in order, and counts its sends. The last answer is repeated. */
class StubPort implements RedemptionPort, RedeemablePort, CataloguePort {
    private volatile Capabilities capabilities;
    private final Deque<Supplier<? extends @Nullable CompletionStage<?>>> answers = new ArrayDeque<>();
    private final AtomicInteger sends = new AtomicInteger();

    StubPort(Capability... capabilities) {
        this.capabilities = new Capabilities(Set.of(capabilities), 2);
    }

    /** Sets the answers of the next sends, one each; the last one is repeated. */
    synchronized StubPort answering(CompletionStage<?>... stages) {
        answers.clear();
        for (CompletionStage<?> stage : stages) {
            answers.add(() -> stage);
        }
        return this;
    }

    /** Adds an answer that is made when it is needed. */
    synchronized StubPort then(Supplier<? extends @Nullable CompletionStage<?>> answer) {
        answers.add(answer);
        return this;
    }

    /** Declares no capabilities from now on, as an issuer whose answer came from a gateway. */
    void losesCapabilities() {
        capabilities = new Capabilities(Set.of(), 2);
    }

    int sends() {
        return sends.get();
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a test that sets a wrong type, or null, does it on purpose
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
    public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        return answer();
    }

    @Override
    public CompletionStage<CataloguePage> catalogue(CatalogueQuery query) {
        return answer();
    }

    @Override
    public CompletionStage<Optional<ValidationResult>> validate(CodeInquiry inquiry) {
        return answer();
    }

    @Override
    public String toString() {
        return "Stub";
    }
}
