package io.redemption.reliability.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;

/** One complete request and the connection that it came over. To be used on the event loop that handed it out. */
public final class Exchange {
    private final Vertx vertx;
    private final NetSocket socket;
    private final RawMessage request;
    private final int number;
    private final List<Runnable> onClosed;

    Exchange(Vertx vertx, NetSocket socket, RawMessage request, int number, List<Runnable> onClosed) {
        this.onClosed = onClosed;
        this.vertx = vertx;
        this.socket = socket;
        this.request = request;
        this.number = number;
    }

    public RawMessage request() {
        return request;
    }

    /** 1 for the first request of this connection. */
    public int number() {
        return number;
    }

    /** The connection, for what is not offered here. */
    public NetSocket socket() {
        return socket;
    }

    public Exchange write(Buffer bytes) {
        socket.write(bytes);
        return this;
    }

    /** Writes one byte for each character. */
    public Exchange write(String bytes) {
        return write(Buffer.buffer(bytes.getBytes(ISO_8859_1)));
    }

    /** Closes in order, after what was written. */
    public void close() {
        socket.close();
    }

    public void reset() {
        Sockets.reset(socket);
    }

    /** Reads nothing more, writes nothing and never closes, as a peer whose machine was switched off. */
    public void fallSilent() {
        socket.pause();
    }

    /** Does something when the connection is closed, by whomever. */
    public void onClosed(Runnable task) {
        onClosed.add(task);
    }

    /** Does something later, on the same event loop. */
    public void later(Duration delay, Runnable task) {
        vertx.setTimer(delay.toMillis(), fired -> task.run());
    }
}
