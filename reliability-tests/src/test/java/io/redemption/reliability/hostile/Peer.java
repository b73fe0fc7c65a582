package io.redemption.reliability.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that does to each connection what it is told, byte by byte. Each connection has a thread of its
 * own, and none is an event loop, so that a peer that dawdles holds up nobody but its victim. Thread-safe.
 */
final class Peer implements AutoCloseable {
    /** What is done to a connection; when it returns or throws, the connection is closed. */
    @FunctionalInterface
    interface Act {
        void on(HostileConnection line) throws IOException;
    }

    private final ServerSocket listening;
    private final Act act;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "peer");
        thread.setDaemon(true);
        return thread;
    });

    private Peer(ServerSocket listening, Act act) {
        this.listening = listening;
        this.act = act;
        threads.execute(this::listen);
    }

    /** A peer at a free port. */
    static Peer doing(Act act) {
        try {
            return on(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()), act);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A peer on a socket that listens, for example for TLS. */
    static Peer on(ServerSocket listening, Act act) {
        return new Peer(listening, act);
    }

    /** A peer that answers every request on a connection. */
    static Peer answering(Answering answering) {
        return doing(line -> {
            ReceivedRequest heard = line.hear();
            while (heard != null) {
                answering.to(heard, line);
                heard = line.hear();
            }
        });
    }

    /** What is done about a request. */
    @FunctionalInterface
    interface Answering {
        void to(ReceivedRequest heard, HostileConnection line) throws IOException;
    }

    int port() {
        return listening.getLocalPort();
    }

    String uri() {
        return "http://127.0.0.1:" + port();
    }

    int connections() {
        return connections.get();
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                connections.incrementAndGet();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException | RejectedExecutionException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            act.on(new HostileConnection(socket));
        } catch (IOException gone) {
            // The victim hung up, which is what most of these peers provoke.
            return;
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
