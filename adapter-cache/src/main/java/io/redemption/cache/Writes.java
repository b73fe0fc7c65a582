package io.redemption.cache;

import io.redemption.internal.Stages;
import io.redemption.model.BasketOutcome;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.port.AbandonableStage;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import io.redemption.port.RedemptionPort;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes writes through. However a write ends, the entries of its redeemables are dropped before the caller gets the
 * outcome. An end that proves nothing puts them in doubt. Thread-safe.
 */
final class Writes {
    private final RedemptionPort issuer;
    private final WriteMemory memory;
    private final ChangeReceiver changes;

    Writes(RedemptionPort issuer, WriteMemory memory, ChangeReceiver changes) {
        this.issuer = issuer;
        this.memory = memory;
        this.changes = changes;
    }

    /** A redeemable that a write touches, and the key of a doubt about it. */
    private record Touched(RedeemableId id, RedemptionChange doubt) {
        static Touched by(RedemptionAttempt attempt) {
            return new Touched(attempt.redeemable(), RedemptionChange.of(attempt.id()));
        }
    }

    CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        Touched touched = Touched.by(attempt);
        return passOn(DelegateCalls.call(() -> issuer.redeem(attempt)), List.of(touched), () -> {}, outcome -> {
            Runnable change = outcome.fold(
                    redeemed -> () -> {
                        added(touched.id(), redeemed);
                        settled(touched);
                    },
                    refused -> () -> ended(touched),
                    unknown -> () -> doubtful(touched));
            change.run();
        });
    }

    CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        List<Touched> touched = attempts.stream().map(Touched::by).toList();
        return passOn(DelegateCalls.call(() -> issuer.redeemAll(attempts)), touched, () -> {}, outcome -> {
            Runnable change = outcome.fold(
                    all -> () -> {
                        touched.forEach(this::ended);
                        all.redeemed()
                                .forEach(redeemed -> added(redeemed.redemption().redeemable(), redeemed));
                        touched.forEach(this::settled);
                    },
                    none -> () -> touched.forEach(this::ended),
                    unknown -> () -> touched.forEach(this::doubtful));
            change.run();
        });
    }

    CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        Touched touched = new Touched(reversal.redeemable(), new RedemptionChange(reversal.redemption(), null));
        memory.reversing(reversal);
        CompletionStage<ReversalOutcome> sent = DelegateCalls.call(() -> issuer.reverse(reversal));
        return passOn(sent, List.of(touched), () -> memory.reversed(reversal), outcome -> {
            Runnable change = outcome.fold(
                    reversed -> () -> changes.changed(touched.id(), Change.REMOVED, touched.doubt()),
                    nothing -> () -> {
                        ended(touched);
                        settled(touched);
                    },
                    refused -> () -> ended(touched),
                    unknown -> () -> doubtful(touched));
            change.run();
        });
    }

    private void added(RedeemableId id, Redeemed redeemed) {
        Redemption redemption = redeemed.redemption();
        changes.changed(id, Change.ADDED, new RedemptionChange(redemption.id(), redemption));
    }

    /** Settles a doubt, because the same write sent again has an answer. */
    private void settled(Touched touched) {
        changes.changed(touched.id(), Change.SETTLED, touched.doubt());
    }

    private void doubtful(Touched touched) {
        changes.changed(touched.id(), Change.IN_DOUBT, touched.doubt());
    }

    private void ended(Touched touched) {
        changes.written(touched.id());
    }

    /** Returns the caller's stage. It completes as the issuer's does, after the change is applied, and cancels it. */
    private <T> CompletionStage<T> passOn(
            CompletionStage<T> sent, List<Touched> touched, Runnable ended, Consumer<T> onOutcome) {
        AbandonableStage<T> own = new AbandonableStage<>(() -> Stages.cancel(sent));
        BiConsumer<@Nullable T, @Nullable Throwable> end = (outcome, thrown) -> {
            try {
                applyOutcome(outcome, thrown, touched, onOutcome);
            } finally {
                ended.run();
                DelegateCalls.relay(outcome, thrown, own);
            }
        };
        try {
            sent.whenComplete(end);
        } catch (RuntimeException brokenStage) {
            end.accept(null, brokenStage);
        }
        return own;
    }

    private <T> void applyOutcome(
            @Nullable T outcome, @Nullable Throwable thrown, List<Touched> touched, Consumer<T> onOutcome) {
        if (outcome != null) {
            onOutcome.accept(outcome);
        } else if (thrown != null && Stages.cause(thrown) instanceof RedemptionException) {
            touched.forEach(this::ended);
        } else {
            touched.forEach(this::doubtful);
        }
    }
}
