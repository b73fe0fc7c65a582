package io.redemption;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.port.RedemptionPort;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A port that answers as a test says and remembers what it was asked; unprogrammed calls fail as not supported. */
public final class ProgrammedPort implements RedemptionPort {
    public Function<RedemptionAttempt, CompletionStage<RedemptionOutcome>> onRedeem = attempt -> unsupported();
    public Function<List<RedemptionAttempt>, CompletionStage<BasketOutcome>> onRedeemAll = attempts -> unsupported();
    public Function<Reversal, CompletionStage<ReversalOutcome>> onReverse = reversal -> unsupported();
    public BiFunction<RedeemableId, RedemptionId, CompletionStage<Optional<Redemption>>> onFind =
            (on, id) -> unsupported();
    public Function<HistoryQuery, CompletionStage<Optional<RedemptionHistory>>> onHistory = query -> unsupported();

    public final List<RedemptionAttempt> sent = Collections.synchronizedList(new ArrayList<>());
    public final List<Freshness> found = Collections.synchronizedList(new ArrayList<>());
    public final List<HistoryQuery> read = Collections.synchronizedList(new ArrayList<>());
    private volatile Capabilities capabilities;

    public ProgrammedPort(Capability... supported) {
        this(new Capabilities(Set.of(supported), 2));
    }

    private ProgrammedPort(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** An issuer that answers with user ids of its own. */
    public static ProgrammedPort rewritingUserIds(Capability... supported) {
        return new ProgrammedPort(new Capabilities(Set.of(supported), 2, true));
    }

    /** Answers each attempt as an honest issuer would. */
    public static ProgrammedPort honest(Capability... supported) {
        ProgrammedPort port = new ProgrammedPort(supported);
        port.onRedeem = attempt -> CompletableFuture.completedStage(Samples.redeemed(attempt));
        return port;
    }

    private static <T> CompletionStage<T> unsupported() {
        return CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_SUPPORTED, "not programmed"));
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        sent.add(attempt);
        return onRedeem.apply(attempt);
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        sent.addAll(attempts);
        return onRedeemAll.apply(attempts);
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return onReverse.apply(reversal);
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        found.add(freshness);
        return onFind.apply(redeemable, redemption);
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        read.add(query);
        return onHistory.apply(query);
    }

    /** From now on it declares nothing, as when an answer has shown that another issuer stands there. */
    public void givesUpCapabilities() {
        capabilities = new Capabilities(Set.of(), capabilities.maxScale());
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }
}
