package io.redemption.reliability.faults;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What a test does with sockets and Vert.x' API has no word for. */
public final class Sockets {
    private static final int PATIENCE_SECONDS = 20;
    private static final long POLL_NANOS = 5_000_000;

    private Sockets() {}

    /** Closes with a reset: the peer may lose what it was sent and has not read. */
    public static void reset(NetSocket socket) {
        ((NetSocketInternal) socket).channelHandlerContext().channel().config().setOption(ChannelOption.SO_LINGER, 0);
        socket.close();
    }

    /** Where the buffers of a connection come from. */
    public static ByteBufAllocator allocator(NetSocket socket) {
        return ((NetSocketInternal) socket).channelHandlerContext().alloc();
    }

    /** A port of loopback where nobody listens. */
    public static int deadPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until something is so. */
    public static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + PATIENCE_SECONDS + " s for " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Waits for what a test server is asked to do. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("not done in " + PATIENCE_SECONDS + " s by a test server", e);
        }
    }
}
