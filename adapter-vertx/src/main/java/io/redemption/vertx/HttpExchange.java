package io.redemption.vertx;

import io.redemption.port.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.ext.web.client.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, from the pool to the last byte. Ends exactly once, at the latest at its deadline, which
 * is absolute: the Web Client's own timeout restarts with every byte received. Thread-safe: the transport, the timer
 * and the caller all call {@link #advance} and {@link #end}, and the first call decides.
 *
 * <p>The Web Client requests the body when a connection is assigned and nothing is written, and passes the request on
 * then ({@link RequestWriter}). From there on this class controls each phase.
 */
final class HttpExchange {
    private final TimeSource time;
    private final HttpRequestSpec spec;
    private final HttpPool pool;
    private final PoolTracker.PoolSlot slot;
    private final IncomingResponse response;
    private final Predicate<Credentials> renewed;
    private final Runnable onHanded;
    private final Consumer<SendResult> receiver;
    private final Handler<Throwable> broken = thrown -> end(AbortReason.BROKEN, thrown);

    private SendPhase phase = SendPhase.QUEUED;
    private boolean ended;
    private TimeSource.@Nullable Scheduled deadline;
    private @Nullable HttpClientRequest stream;
    private @Nullable Instant handedAt;

    /**
     * Creates an exchange that has not begun.
     *
     * @param pool provides the connection
     * @param response receives the response
     * @param renewed whether the provider has other credentials than those of the request; must not throw
     * @param onHanded called when the request is handed to the transport; must not throw
     * @param receiver gets the result, once; must not throw
     */
    HttpExchange(
            TimeSource time,
            HttpRequestSpec spec,
            HttpPool pool,
            IncomingResponse response,
            Predicate<Credentials> renewed,
            Runnable onHanded,
            Consumer<SendResult> receiver) {
        this.time = time;
        this.spec = spec;
        this.pool = pool;
        this.slot = pool.tracker().slot();
        this.response = response;
        this.renewed = renewed;
        this.onHanded = onHanded;
        this.receiver = receiver;
    }

    /**
     * Begins, unless it was cancelled before.
     *
     * @param credentials the credentials to send
     * @return whether the pool is still open
     */
    boolean start(HttpRequest<Buffer> request, Credentials credentials, Duration within) {
        if (!slot.take()) {
            return false;
        }
        TimeSource.Scheduled timer = time.schedule(within, () -> end(AbortReason.DEADLINE, null));
        if (!keep(timer)) {
            cancel(timer);
            return true;
        }
        send(request, credentials, 1);
        return true;
    }

    /** Sends. An error because of a library of another version ends the send as any other does: as its phase says. */
    private void send(HttpRequest<Buffer> request, Credentials credentials, int number) {
        Future<?> sending;
        try {
            sending = request.as(new ResponseReader(() -> onHead(credentials), this::onChunk))
                    .sendStream(new RequestWriter(opened -> onStream(opened, credentials)));
        } catch (RuntimeException | LinkageError e) {
            end(AbortReason.NOT_CONNECTED, e);
            return;
        }
        // Only this future shows whether the response is complete: a truncated body ends like a complete one.
        sending.onComplete(answer -> end(null, null), thrown -> {
            if (mayTryAnotherAddress(thrown, number)) {
                send(request, credentials, number + 1);
            } else {
                onFailure(thrown);
            }
        });
    }

    /**
     * Returns whether nothing was sent, because no connection was made, and the issuer's name has another address to
     * try.
     */
    private synchronized boolean mayTryAnotherAddress(Throwable thrown, int number) {
        return !ended
                && stream == null
                && AddressOrder.isRefusal(thrown)
                && number < pool.addresses().known();
    }

    /** Ends the exchange, unless it is a write that was handed to the transport, which continues. */
    void cancel() {
        boolean runsOn;
        synchronized (this) {
            runsOn = spec.isWrite() && !phase.provesNotSent();
        }
        if (!runsOn) {
            end(AbortReason.CANCELLED, null);
        }
    }

    private void onFailure(Throwable thrown) {
        boolean connected;
        synchronized (this) {
            connected = stream != null;
        }
        end(connected ? AbortReason.BROKEN : AbortReason.ofNoConnection(thrown), thrown);
    }

    private void onStream(HttpClientRequest opened, Credentials credentials) {
        opened.exceptionHandler(broken);
        synchronized (this) {
            stream = opened;
        }
        if (!advance(SendPhase.STREAM_OPEN)) {
            opened.reset();
            return;
        }
        slot.use();
        try {
            opened.continueHandler(nothing -> onInterim());
            opened.earlyHintsHandler(hints -> onInterim());
            spec.putHeaders(opened, pool.userAgent(), credentials);
        } catch (RuntimeException | LinkageError e) {
            end(AbortReason.BROKEN, e);
            return;
        }
        if (!advance(SendPhase.HEAD_HANDED_TO_TRANSPORT)) {
            opened.reset();
            return;
        }
        onHanded.run();
        byte[] bytes = spec.body();
        // The Web Client treats a stream as a body of unknown length; ours has a known length, or there is none.
        opened.setChunked(false);
        try {
            Future<Void> writing = bytes == null ? opened.end() : opened.end(Buffer.buffer(bytes));
            writing.onComplete(nothing -> response.onRequestWritten(), broken);
        } catch (RuntimeException | LinkageError e) {
            end(AbortReason.BROKEN, e);
        }
    }

    private void onInterim() {
        if (response.isOneInterimTooMany()) {
            end(AbortReason.BROKEN, null);
        }
    }

    /** Accepts the head of the response and returns whether its body is wanted. */
    private boolean onHead(Credentials credentials) {
        HttpClientRequest open;
        synchronized (this) {
            open = stream;
        }
        HttpClientResponse incoming = open == null ? null : open.response().result();
        if (incoming == null) {
            return false;
        }
        // First of all: without a handler Vert.x logs errors, also after this exchange has ended.
        incoming.exceptionHandler(broken);
        if (response.isStray()) {
            end(AbortReason.STRAY, null);
            return false;
        }
        ResponseHead seen = ResponseHead.of(
                incoming, pool.dates(), time, credentials.merchantId(), () -> renewed.test(credentials));
        synchronized (this) {
            if (ended) {
                return false;
            }
            response.begin(seen);
            phase = SendPhase.STATUS_SEEN;
            return true;
        }
    }

    /** Accepts the next bytes of the body and returns whether more are wanted. */
    private boolean onChunk(Buffer chunk) {
        AbortReason reason = response.accept(chunk);
        if (reason != null) {
            end(reason, null);
        }
        return reason == null;
    }

    private synchronized boolean keep(TimeSource.Scheduled timer) {
        deadline = timer;
        return !ended;
    }

    private synchronized boolean advance(SendPhase next) {
        if (ended) {
            return false;
        }
        phase = next;
        if (next == SendPhase.HEAD_HANDED_TO_TRANSPORT) {
            handedAt = time.now();
        }
        return true;
    }

    /** Cancels a timer that a platform may have written. */
    static void cancel(TimeSource.Scheduled timer) {
        try {
            timer.cancel();
        } catch (Throwable broken) {
            return; // it fires and finds that what it limits has ended; that must still be told
        }
    }

    private void end(@Nullable AbortReason reason, @Nullable Throwable thrown) {
        SendResult how;
        HttpClientRequest open;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            if (reason == null) {
                phase = SendPhase.BODY_COMPLETE;
            }
            if (deadline != null) {
                cancel(deadline);
            }
            open = stream;
            byte[] collected = response.close();
            byte[] body = reason == null ? collected : new byte[0];
            String detail = reason == null ? null : reason.detail(pool.peer(), thrown);
            how = new SendResult(phase, reason, detail, response.head(), body, handedAt, () -> drop(open));
        }
        if (reason != null && open != null) {
            open.reset();
        }
        ResponseHead seen = how.head();
        if (reason == null && seen != null && seen.endsConnection()) {
            drop(open);
        }
        slot.leave();
        receiver.accept(how);
        slot.finish();
    }

    private static void drop(@Nullable HttpClientRequest open) {
        if (open != null && open.connection() != null) {
            open.connection().close();
        }
    }
}
