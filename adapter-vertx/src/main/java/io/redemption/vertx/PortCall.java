package io.redemption.vertx;

import io.redemption.internal.Stages;
import io.redemption.model.FailureCode;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionException;
import io.redemption.port.AbandonableStage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of the port: its stage, its sends one after the other, and what cancelling means for them. Thread-safe.
 *
 * @param <T> what it answers
 */
final class PortCall<T> {
    private final Sender sender;
    private final IssuerTime issuerTime;
    private final IssuerCapabilities capabilities;
    private final Operation operation;
    private final @Nullable RedeemableKind kind;
    private final AbandonableStage<T> stage = new AbandonableStage<>(this::cancel);
    private volatile boolean cancelled;
    private volatile @Nullable HttpExchange current;
    private int sends;

    PortCall(
            Sender sender,
            IssuerTime issuerTime,
            IssuerCapabilities capabilities,
            Operation operation,
            @Nullable RedeemableKind kind) {
        this.sender = sender;
        this.issuerTime = issuerTime;
        this.capabilities = capabilities;
        this.operation = operation;
        this.kind = kind;
    }

    /** Sends; fails with a {@link RedemptionException} if it cannot even begin. One at a time. */
    CompletableFuture<SendResult> send(HttpRequestSpec spec) {
        return send(spec, Function.identity());
    }

    /**
     * Sends, and reads how it ended; fails with a {@link RedemptionException} if it cannot even begin. One at a time.
     *
     * @param reading may throw
     */
    <R> CompletableFuture<R> send(HttpRequestSpec spec, Function<SendResult, R> reading) {
        HttpExchange exchange = sender.prepare(spec, operation, kind, ++sends);
        // First named, then asked: whoever cancels meanwhile meets the one or is met by the other.
        current = exchange;
        if (cancelled) {
            exchange.cancel();
        }
        try {
            sender.start(exchange, spec);
        } catch (RedemptionException e) {
            return CompletableFuture.failedFuture(e);
        }
        return exchange.result().thenApply(result -> reading.apply(learned(result, spec.isWrite())));
    }

    /**
     * Who answered is known before the answer is judged. A read has no time to be judged by; a write is judged first.
     */
    private SendResult learned(SendResult result, boolean write) {
        capabilities.learn(result.head(), operation);
        if (!write) {
            issuerTime.learn(result.head());
        }
        return result;
    }

    /** The caller's stage, which ends as the work does. */
    CompletionStage<T> answer(Supplier<CompletableFuture<T>> work) {
        CompletableFuture<T> ending;
        try {
            ending = work.get();
        } catch (IllegalArgumentException e) {
            ending = CompletableFuture.failedFuture(
                    new RedemptionException(FailureCode.INVALID_ARGUMENT, e.getMessage() + "; nothing was sent"));
        } catch (Throwable e) {
            // A port never throws, errors included. What is no RedemptionException proves nothing and must not look as
            // if it did.
            ending = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<?> unused = ending.whenComplete((value, thrown) -> {
            if (thrown == null) {
                stage.complete(value);
            } else {
                stage.completeExceptionally(Stages.cause(thrown));
            }
        });
        return stage;
    }

    private void cancel() {
        cancelled = true;
        HttpExchange exchange = current;
        if (exchange != null) {
            exchange.cancel();
        }
    }
}
