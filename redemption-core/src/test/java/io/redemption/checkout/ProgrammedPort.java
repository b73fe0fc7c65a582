package io.redemption.checkout;

import io.redemption.BasketOutcome;
import io.redemption.Capabilities;
import io.redemption.Capability;
import io.redemption.FailureCode;
import io.redemption.Freshness;
import io.redemption.HistoryQuery;
import io.redemption.RedeemableId;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionException;
import io.redemption.RedemptionHistory;
import io.redemption.RedemptionId;
import io.redemption.RedemptionOutcome;
import io.redemption.RedemptionPort;
import io.redemption.Reversal;
import io.redemption.ReversalOutcome;
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
final class ProgrammedPort implements RedemptionPort {
    Function<RedemptionAttempt, CompletionStage<RedemptionOutcome>> onRedeem = attempt -> unsupported();
    Function<List<RedemptionAttempt>, CompletionStage<BasketOutcome>> onRedeemAll = attempts -> unsupported();
    Function<Reversal, CompletionStage<ReversalOutcome>> onReverse = reversal -> unsupported();
    BiFunction<RedeemableId, RedemptionId, CompletionStage<Optional<Redemption>>> onFind = (on, id) -> unsupported();
    Function<HistoryQuery, CompletionStage<Optional<RedemptionHistory>>> onHistory = query -> unsupported();

    final List<RedemptionAttempt> sent = Collections.synchronizedList(new ArrayList<>());
    final List<Freshness> found = Collections.synchronizedList(new ArrayList<>());
    final List<HistoryQuery> read = Collections.synchronizedList(new ArrayList<>());
    private final Capabilities capabilities;

    ProgrammedPort(Capability... supported) {
        this(new Capabilities(Set.of(supported), 2));
    }

    private ProgrammedPort(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** An issuer that answers with user ids of its own. */
    static ProgrammedPort rewritingUserIds(Capability... supported) {
        return new ProgrammedPort(new Capabilities(Set.of(supported), 2, true));
    }

    /** Answers each attempt as an honest issuer would. */
    static ProgrammedPort honest(Capability... supported) {
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

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }
}
