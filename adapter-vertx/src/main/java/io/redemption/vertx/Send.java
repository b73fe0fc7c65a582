package io.redemption.vertx;

import io.redemption.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One transport try, from the pool to the last byte of the answer. Ends exactly once, at the latest at its deadline, which
 * is absolute: Vert.x' own request timeout begins anew with every byte that comes. Thread-safe: the transport, the timer
 * and the caller meet in {@link #advance} and {@link #end}, and whoever is first decides.
 */
final class Send {
    /** More interim answers (100, 103) than this are an attack or a fault. */
    private static final int MAX_INTERIM = 8;

    private final TimeSource time;
    private final Outgoing outgoing;
    private final PoolUse.Seat seat;
    private final int maxErrorBytes;
    private final Room room;
    private final Runnable onHanded;
    private final CompletableFuture<SendResult> result = new CompletableFuture<>();

    private SendPhase phase = SendPhase.QUEUED;
    private boolean ended;
    private TimeSource.@Nullable Scheduled deadline;
    private @Nullable HttpClientRequest stream;
    private @Nullable Instant handedAt;
    private @Nullable AnswerHead head;
    private @Nullable BodyIntake intake;
    private int interim;
    private boolean written;

    /**
     * A send that has not begun.
     *
     * @param seat its place in the pool, which it leaves when it ends
     * @param maxErrorBytes what is read at most of an answer that is no success
     * @param room where answers are kept
     * @param onHanded is told when the request is handed to the transport; must not throw
     */
    Send(TimeSource time, Outgoing outgoing, PoolUse.Seat seat, int maxErrorBytes, Room room, Runnable onHanded) {
        this.time = time;
        this.outgoing = outgoing;
        this.seat = seat;
        this.maxErrorBytes = maxErrorBytes;
        this.room = room;
        this.onHanded = onHanded;
    }

    /**
     * Begins, unless it was cancelled before.
     *
     * @param renewed whether there are other credentials by now than those of the request; must not throw
     * @return whether the pool still takes sends
     */
    boolean start(HttpClient client, RequestOptions options, Duration within, BooleanSupplier renewed) {
        if (!seat.take()) {
            return false;
        }
        TimeSource.Scheduled timer = time.schedule(within, () -> end(Cut.DEADLINE, null));
        if (!keep(timer)) {
            timer.cancel();
            return true;
        }
        Future<HttpClientRequest> opening;
        try {
            opening = client.request(options);
        } catch (RuntimeException e) {
            end(Cut.NOT_CONNECTED, e);
            return true;
        }
        opening.onComplete(opened -> onStream(opened, renewed), this::onNoStream);
        return true;
    }

    /** How it ends; never exceptionally. */
    CompletableFuture<SendResult> result() {
        return result;
    }

    /** Gives up, unless it is a write that was handed to the transport, which runs on. */
    void cancel() {
        boolean runsOn;
        synchronized (this) {
            runsOn = outgoing.isWrite() && !phase.provesNotSent();
        }
        if (!runsOn) {
            end(Cut.CANCELLED, null);
        }
    }

    private void onNoStream(Throwable thrown) {
        end(thrown instanceof ConnectionPoolTooBusyException ? Cut.QUEUE_FULL : Cut.NOT_CONNECTED, thrown);
    }

    private void onStream(HttpClientRequest opened, BooleanSupplier renewed) {
        opened.exceptionHandler(thrown -> end(Cut.BROKEN, thrown));
        synchronized (this) {
            stream = opened;
        }
        if (!advance(SendPhase.STREAM_OPEN)) {
            opened.reset();
            return;
        }
        seat.use();
        opened.continueHandler(nothing -> onInterim());
        opened.earlyHintsHandler(hints -> onInterim());
        opened.response().onComplete(response -> onHead(response, renewed), thrown -> end(Cut.BROKEN, thrown));
        if (!advance(SendPhase.HEAD_HANDED_TO_TRANSPORT)) {
            opened.reset();
            return;
        }
        onHanded.run();
        byte[] body = outgoing.body();
        try {
            Future<Void> writing = body == null ? opened.end() : opened.end(Buffer.buffer(body));
            writing.onComplete(nothing -> onWritten(), thrown -> end(Cut.BROKEN, thrown));
        } catch (RuntimeException e) {
            end(Cut.BROKEN, e);
        }
    }

    private synchronized void onWritten() {
        written = true;
    }

    /**
     * Whether what came can be the answer. What comes before the request has left was on the connection already: it is
     * a stray one behind the answer to the request before, and says nothing about this one.
     */
    private synchronized boolean isStray() {
        return !written;
    }

    private void onInterim() {
        if (++interim > MAX_INTERIM) {
            end(Cut.BROKEN, null);
        }
    }

    private void onHead(HttpClientResponse response, BooleanSupplier renewed) {
        // First of all: without a handler Vert.x logs what goes wrong, also after this send has ended.
        response.exceptionHandler(thrown -> end(Cut.BROKEN, thrown));
        if (isStray()) {
            end(Cut.STRAY, null);
            return;
        }
        AnswerHead seen = AnswerHead.of(response, time.now(), renewed);
        BodyIntake body = outgoing.intake(seen.isSuccess(), maxErrorBytes, room);
        synchronized (this) {
            head = seen;
            intake = body;
        }
        if (advance(SendPhase.STATUS_SEEN)) {
            response.handler(chunk -> {
                Cut cut = body.accept(chunk);
                if (cut != null) {
                    end(cut, null);
                }
            });
            response.endHandler(nothing -> end(null, null));
        }
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

    private void end(@Nullable Cut cut, @Nullable Throwable thrown) {
        SendResult how;
        HttpClientRequest open;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            if (cut == null) {
                phase = SendPhase.BODY_COMPLETE;
            }
            if (deadline != null) {
                deadline.cancel();
            }
            open = stream;
            byte[] body = cut == null && intake != null ? intake.collected() : new byte[0];
            String trouble = thrown == null ? null : thrown.getClass().getName();
            if (intake != null) {
                // The connection may hold on to this send for a while; what it has read is nobody's any more.
                intake.release();
                intake = null;
            }
            how = new SendResult(phase, cut, trouble, head, body, handedAt, () -> drop(open));
        }
        if (cut != null && open != null) {
            open.reset();
        }
        AnswerHead seen = how.head();
        if (cut == null && seen != null && seen.endsConnection()) {
            drop(open);
        }
        seat.leave();
        result.complete(how);
        seat.forget();
    }

    private static void drop(@Nullable HttpClientRequest open) {
        if (open != null && open.connection() != null) {
            open.connection().close();
        }
    }
}
