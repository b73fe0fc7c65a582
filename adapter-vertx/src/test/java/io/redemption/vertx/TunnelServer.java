package io.redemption.vertx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A proxy on loopback that speaks HTTP CONNECT and SOCKS5 (RFC 1928 and 1929), to addresses in IPv4 and to names. */
final class TunnelServer implements AutoCloseable {
    private static final int SOCKS5 = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int USER_AND_PASSWORD = 2;
    private static final int NAME = 3;

    private final NetServer server;
    private final NetClient client;
    private final List<String> tunnels = new CopyOnWriteArrayList<>();
    private volatile @Nullable String user;
    private volatile @Nullable String password;
    private volatile boolean refusing;

    TunnelServer(Vertx vertx) {
        this.client = vertx.createNetClient();
        this.server = vertx.createNetServer().connectHandler(this::connected);
        RawServer.await(server.listen(0, "127.0.0.1"));
    }

    void wants(String userName, String secret) {
        this.user = userName;
        this.password = secret;
    }

    void refusesTargets() {
        refusing = true;
    }

    int port() {
        return server.actualPort();
    }

    /** Kind and target of every tunnel that was made. */
    List<String> tunnels() {
        return tunnels;
    }

    private void connected(NetSocket socket) {
        socket.exceptionHandler(reset -> {});
        socket.handler(first -> {
            if (first.getByte(0) == SOCKS5) {
                greeted(socket);
            } else {
                http(socket, first.toString(ISO_8859_1));
            }
        });
    }

    private void http(NetSocket socket, String request) {
        String expected = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(ISO_8859_1));
        if (user != null && !request.contains("Basic " + expected)) {
            socket.end(Buffer.buffer(RawServer.response(407, "", "Proxy-Authenticate: Basic realm=\"canary\"")));
            return;
        }
        String[] line = request.substring(0, request.indexOf("\r\n")).split(" ", -1);
        int colon = line[1].lastIndexOf(':');
        String host = line[1].substring(0, colon);
        int port = Integer.parseInt(line[1].substring(colon + 1));
        tunnel(
                socket,
                "HTTP ",
                host,
                port,
                Buffer.buffer("HTTP/1.1 200 Connection established\r\n\r\n"),
                Buffer.buffer(RawServer.response(502, "")));
    }

    private void greeted(NetSocket socket) {
        if (user == null) {
            socket.handler(request -> socks(socket, request));
            socket.write(bytes(SOCKS5, NO_AUTHENTICATION));
        } else {
            socket.handler(credentials -> authenticated(socket, credentials));
            socket.write(bytes(SOCKS5, USER_AND_PASSWORD));
        }
    }

    private void authenticated(NetSocket socket, Buffer credentials) {
        Buffer expected = Buffer.buffer()
                .appendByte((byte) 1)
                .appendByte((byte) String.valueOf(user).length())
                .appendString(String.valueOf(user))
                .appendByte((byte) String.valueOf(password).length())
                .appendString(String.valueOf(password));
        if (credentials.equals(expected)) {
            socket.handler(request -> socks(socket, request));
            socket.write(bytes(1, 0));
        } else {
            socket.end(bytes(1, 1));
        }
    }

    private void socks(NetSocket socket, Buffer request) {
        boolean name = request.getByte(3) == NAME;
        int end = name ? 5 + request.getUnsignedByte(4) : 8;
        String host = name
                ? request.getString(5, end, "US-ASCII")
                : request.getUnsignedByte(4) + "." + request.getUnsignedByte(5) + "." + request.getUnsignedByte(6) + "."
                        + request.getUnsignedByte(7);
        tunnel(
                socket,
                "SOCKS5 ",
                host,
                request.getUnsignedShort(end),
                bytes(SOCKS5, 0, 0, 1, 0, 0, 0, 0, 0, 0),
                bytes(SOCKS5, 5, 0, 1, 0, 0, 0, 0, 0, 0));
    }

    private void tunnel(NetSocket socket, String kind, String host, int port, Buffer made, Buffer refused) {
        if (refusing) {
            socket.end(refused);
            return;
        }
        socket.pause();
        client.connect(port, host)
                .onComplete(
                        target -> {
                            tunnels.add(kind + host + ":" + port);
                            target.exceptionHandler(reset -> {});
                            target.handler(socket::write);
                            target.closeHandler(nothing -> socket.close());
                            socket.handler(target::write);
                            socket.closeHandler(nothing -> target.close());
                            socket.write(made);
                            socket.resume();
                        },
                        unreachable -> socket.end(refused));
    }

    private static Buffer bytes(int... values) {
        Buffer bytes = Buffer.buffer();
        for (int value : values) {
            bytes.appendByte((byte) value);
        }
        return bytes;
    }

    @Override
    public void close() {
        RawServer.await(server.close());
        RawServer.await(client.close());
    }
}
