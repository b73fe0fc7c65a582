package io.redemption.vauchar;

import io.redemption.vertx.VertxRedemptionPort;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Closes the transport and waits, if the thread may wait, until it is closed. Thread-safe. */
final class TransportCloser implements AutoCloseable {
    /** How long closing connections and threads may take after the last send has ended. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final VertxRedemptionPort transport;
    private final Duration maxWait;

    TransportCloser(VertxRedemptionPort transport, Duration sendTimeout) {
        this.transport = transport;
        this.maxWait = sendTimeout.plus(GRACE);
    }

    @Override
    public void close() {
        CompletionStage<Void> ended = transport.closeAsync();
        if (VertxRedemptionPort.isOnEventLoop()) {
            return;
        }
        try {
            ended.toCompletableFuture().get(maxWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LoggingListener.LOG.warn("the connections to the issuer were not closed within {}", maxWait);
        } catch (ExecutionException e) {
            throw new IllegalStateException("closing does not fail", e);
        }
    }
}
