package io.redemption.server;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Reads one body within limits of size and time. Discards what arrives after the result. Confined to the event loop of
 * the request.
 */
final class BodyReading {
    private static final long NO_TIMER = -1;

    private final HttpServerRequest request;
    private final Handler<BodyResult> onResult;
    private final Buffer collected = Buffer.buffer();
    private boolean over;
    /** The timer that ends a slow body; {@value #NO_TIMER} for none. */
    private long timer = NO_TIMER;

    private BodyReading(HttpServerRequest request, Handler<BodyResult> onResult) {
        this.request = request;
        this.onResult = onResult;
    }

    static void read(Vertx vertx, HttpServerRequest request, Duration time, Handler<BodyResult> onResult) {
        new BodyReading(request, onResult).begin(vertx, time);
    }

    private void begin(Vertx vertx, Duration time) {
        Handler<BodyResult> ended = result -> {
            if (timer != NO_TIMER) {
                vertx.cancelTimer(timer);
            }
            end(result);
        };
        request.handler(chunk -> collect(chunk, ended));
        request.endHandler(end -> ended.handle(new BodyResult.Whole(collected.getBytes())));
        request.exceptionHandler(thrown -> ended.handle(
                thrown instanceof HttpClosedException
                        ? BodyResult.Failure.DISCONNECTED
                        : BodyResult.Failure.MALFORMED));
        if (announced() > HttpLimits.MAX_BODY_BYTES) {
            ended.handle(BodyResult.Failure.TOO_LARGE);
        }
        // Most bodies come with their heads, and end before this runs.
        vertx.runOnContext(later -> {
            if (!over) {
                timer = vertx.setTimer(time.toMillis(), fired -> end(BodyResult.Failure.TOO_SLOW));
            }
        });
    }

    private void collect(Buffer chunk, Handler<BodyResult> ended) {
        if (over) {
            return;
        }
        if (collected.length() + chunk.length() > HttpLimits.MAX_BODY_BYTES) {
            ended.handle(BodyResult.Failure.TOO_LARGE);
        } else {
            collected.appendBuffer(chunk);
        }
    }

    /** Returns the announced length. The decoder accepts only digits, so a length that does not fit is too large. */
    private long announced() {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException tooLarge) {
            return Long.MAX_VALUE;
        }
    }

    private void end(BodyResult result) {
        if (!over) {
            over = true;
            onResult.handle(result);
        }
    }
}
