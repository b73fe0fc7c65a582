package io.redemption.vertx;

import io.redemption.events.RedemptionCall;
import io.redemption.internal.Stages;
import io.redemption.internal.calls.CallScope;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.port.AbandonableStage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of the port: its stage, its sends one after the other, and their cancellation. Thread-safe.
 *
 * @param <T> the type of the result
 */
final class PortCall<T> {
    private final Sender sender;
    private final IssuerTime issuerTime;
    private final IssuerCapabilities capabilities;
    private final RedemptionCall call;
    private final @Nullable CallScope scope;
    private final AbandonableStage<T> stage = new AbandonableStage<>(this::cancel);
    private volatile boolean cancelled;
    private volatile @Nullable HttpExchange current;
    private int sends;

    PortCall(Sender sender, IssuerTime issuerTime, IssuerCapabilities capabilities, RedemptionCall call) {
        this(sender, issuerTime, capabilities, call, CallScope.current());
    }

    private PortCall(
            Sender sender,
            IssuerTime issuerTime,
            IssuerCapabilities capabilities,
            RedemptionCall call,
            @Nullable CallScope scope) {
        this.sender = sender;
        this.issuerTime = issuerTime;
        this.capabilities = capabilities;
        this.call = call;
        this.scope = scope;
    }

    /** Returns a call of the port that serves this one. */
    <R> PortCall<R> serving(RedemptionCall other) {
        return new PortCall<>(sender, issuerTime, capabilities, other, scope);
    }

    /** Sends a request. The stage fails with a {@link RedemptionException} if the send cannot begin. One at a time. */
    CompletableFuture<SendResult> send(HttpRequestSpec spec) {
        return send(spec, Function.identity());
    }

    /**
     * Sends a request and converts the result. The stage fails with a {@link RedemptionException} if the send cannot
     * begin. One at a time.
     *
     * @param reading converts the result; may throw
     */
    <R> CompletableFuture<R> send(HttpRequestSpec spec, Function<SendResult, R> reading) {
        CompletableFuture<R> ending = new CompletableFuture<>();
        send(spec, reading, ending);
        return ending;
    }

    private <R> void send(HttpRequestSpec plain, Function<SendResult, R> reading, CompletableFuture<R> ending) {
        HttpRequestSpec spec = sender.withHeaders(plain, call, scope);
        HttpExchange exchange =
                sender.prepare(spec, call, ++sends, result -> read(result, spec.isWrite(), reading, ending));
        // Set first, then check: a concurrent cancel either sees the exchange or is seen here.
        current = exchange;
        if (cancelled) {
            exchange.cancel();
        }
        try {
            sender.start(exchange, spec);
        } catch (RedemptionException e) {
            ending.completeExceptionally(e);
        }
    }

    private <R> void read(
            SendResult result, boolean write, Function<SendResult, R> reading, CompletableFuture<R> ending) {
        R value;
        try {
            value = reading.apply(learned(result, write));
        } catch (Throwable e) {
            ending.completeExceptionally(e);
            return;
        }
        ending.complete(value);
    }

    /**
     * Learns from the response before it is evaluated. Only a read teaches its time here; a write is compared with
     * earlier times first.
     */
    private SendResult learned(SendResult result, boolean write) {
        capabilities.learn(result.head(), call);
        if (!write) {
            issuerTime.learn(result.head());
        }
        return result;
    }

    /**
     * Sends one request and returns the caller's stage, which completes with what is read from the result.
     *
     * @param request makes the request; if it throws, nothing is sent
     * @param reading converts the result; may throw
     */
    CompletionStage<T> answer(Supplier<HttpRequestSpec> request, Function<SendResult, T> reading) {
        try {
            send(request.get(), reading, stage);
        } catch (Throwable e) {
            stage.completeExceptionally(unsent(e));
        }
        return stage;
    }

    /** Returns the caller's stage, which completes as the work does. */
    CompletionStage<T> answer(Supplier<CompletableFuture<T>> work) {
        CompletableFuture<T> ending;
        try {
            ending = work.get();
        } catch (Throwable e) {
            ending = CompletableFuture.failedFuture(unsent(e));
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

    /**
     * Returns the failure of a call that threw. A port never throws, not even errors. Only a RedemptionException proves
     * anything, so only an argument that was refused becomes one.
     */
    private static Throwable unsent(Throwable thrown) {
        return thrown instanceof IllegalArgumentException
                ? new RedemptionException(FailureCode.INVALID_ARGUMENT, thrown.getMessage() + "; nothing was sent")
                : thrown;
    }

    private void cancel() {
        cancelled = true;
        HttpExchange exchange = current;
        if (exchange != null) {
            exchange.cancel();
        }
    }
}
