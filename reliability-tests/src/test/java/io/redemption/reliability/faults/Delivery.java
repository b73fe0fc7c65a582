package io.redemption.reliability.faults;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;

/**
 * Writes bytes to a socket at a pace, each piece after the one before has gone. To be used on the socket's event loop.
 */
final class Delivery {
    private final Vertx vertx;
    private final NetSocket socket;
    private final Buffer bytes;
    private final DeliveryPace pace;
    private final Runnable then;
    private int written;

    Delivery(Vertx vertx, NetSocket socket, Buffer bytes, DeliveryPace pace, Runnable then) {
        this.vertx = vertx;
        this.socket = socket;
        this.bytes = bytes;
        this.pace = pace;
        this.then = then;
    }

    void start() {
        after(vertx, pace.before(), this::next);
    }

    private void next() {
        if (written == bytes.length()) {
            then.run();
            return;
        }
        int end = (int) Math.min(bytes.length(), (long) written + pace.pieceBytes());
        Buffer piece = bytes.getBuffer(written, end);
        written = end;
        // A client that has gone ends the delivery with its connection.
        socket.write(piece)
                .onSuccess(gone -> after(vertx, written < bytes.length() ? pace.gap() : Duration.ZERO, this::next));
    }

    /** Runs a task now, or later on the same event loop. */
    static void after(Vertx vertx, Duration delay, Runnable task) {
        if (delay.isZero()) {
            task.run();
        } else {
            vertx.setTimer(delay.toMillis(), fired -> task.run());
        }
    }
}
