package io.redemption.cache;

import io.redemption.BasketOutcome;
import io.redemption.BasketOutcome.AllRedeemed;
import io.redemption.BasketOutcome.BasketUnknown;
import io.redemption.PortStage;
import io.redemption.RedeemableChanges.Change;
import io.redemption.RedeemableChanges.RedemptionChange;
import io.redemption.RedeemableId;
import io.redemption.Redeemed;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionException;
import io.redemption.RedemptionOutcome;
import io.redemption.RedemptionPort;
import io.redemption.Reversal;
import io.redemption.ReversalOutcome;
import io.redemption.Reversed;
import io.redemption.Unknown;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes, which pass through. However one ends, what is held of its redeemables is dropped before its caller learns of it; an
 * end that proves nothing puts them in doubt. Thread-safe.
 */
final class Writes {
    private final RedemptionPort issuer;
    private final Knowledge knowledge;
    private final Changes changes;
    private final Guards guards;

    Writes(RedemptionPort issuer, Knowledge knowledge, Changes changes, Guards guards) {
        this.issuer = issuer;
        this.knowledge = knowledge;
        this.changes = changes;
        this.guards = guards;
    }

    CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        RedeemableId id = attempt.redeemable();
        return passedOn(Stages.called(() -> issuer.redeem(attempt)), List.of(id), () -> {}, outcome -> {
            if (outcome instanceof Redeemed redeemed) {
                added(id, redeemed);
            } else if (outcome instanceof Unknown) {
                doubtful(id);
            } else {
                ended(id);
            }
        });
    }

    CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        List<RedeemableId> ids =
                attempts.stream().map(RedemptionAttempt::redeemable).toList();
        return passedOn(Stages.called(() -> issuer.redeemAll(attempts)), ids, () -> {}, outcome -> {
            ids.forEach(id -> {
                if (outcome instanceof BasketUnknown) {
                    doubtful(id);
                } else {
                    ended(id);
                }
            });
            if (outcome instanceof AllRedeemed all) {
                all.redeemed().forEach(redeemed -> added(redeemed.redemption().redeemable(), redeemed));
            }
        });
    }

    CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        RedeemableId id = reversal.redeemable();
        RedemptionChange reversed = new RedemptionChange(reversal.redemption(), null);
        knowledge.reversing(reversal);
        CompletionStage<ReversalOutcome> sent = Stages.called(() -> issuer.reverse(reversal));
        return passedOn(sent, List.of(id), () -> knowledge.reversed(reversal), outcome -> {
            if (outcome instanceof Reversed) {
                changes.changed(id, Change.REMOVED, reversed);
            } else if (outcome instanceof Unknown) {
                doubtful(id);
            } else {
                ended(id);
            }
        });
    }

    private void added(RedeemableId id, Redeemed redeemed) {
        Redemption redemption = redeemed.redemption();
        changes.changed(id, Change.ADDED, new RedemptionChange(redemption.id(), redemption));
    }

    private void doubtful(RedeemableId id) {
        if (guards.everyWrite()) {
            changes.changed(id, Change.IN_DOUBT, null);
        }
    }

    private void ended(RedeemableId id) {
        if (guards.everyWrite()) {
            changes.written(id);
        }
    }

    /** The caller's stage asks the issuer's to stop, and completes as that does, after the change is taken in. */
    private <T> CompletionStage<T> passedOn(
            CompletionStage<T> sent, List<RedeemableId> ids, Runnable ended, Consumer<T> takeIn) {
        PortStage<T> own = new PortStage<>(() -> Stages.cancel(sent));
        BiConsumer<@Nullable T, @Nullable Throwable> end = (outcome, thrown) -> {
            try {
                takeIn(outcome, thrown, ids, takeIn);
            } finally {
                ended.run();
                Stages.relay(outcome, thrown, own);
            }
        };
        try {
            sent.whenComplete(end);
        } catch (RuntimeException brokenStage) {
            end.accept(null, brokenStage);
        }
        return own;
    }

    private <T> void takeIn(
            @Nullable T outcome, @Nullable Throwable thrown, List<RedeemableId> ids, Consumer<T> takeIn) {
        if (outcome != null) {
            takeIn.accept(outcome);
        } else if (thrown != null && Stages.cause(thrown) instanceof RedemptionException) {
            ids.forEach(this::ended);
        } else {
            ids.forEach(this::doubtful);
        }
    }
}
