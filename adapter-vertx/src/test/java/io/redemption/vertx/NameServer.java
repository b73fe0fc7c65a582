package io.redemption.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.dns.AddressResolverOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** A name server on loopback for which every name has these IPv4 addresses, in this order (RFC 1035, section 4.1). */
final class NameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int TYPE_AND_CLASS = 4;
    private static final int IPV4_RECORD = 1;

    private final DatagramSocket socket;
    private final List<String> addresses;

    NameServer(Vertx vertx, List<String> addresses) {
        this.addresses = addresses;
        this.socket = vertx.createDatagramSocket();
        socket.handler(this::answer);
        RawServer.await(socket.listen(0, "127.0.0.1"));
    }

    /** A Vert.x instance that uses this name server only. */
    Vertx client() {
        return Vertx.vertx(new VertxOptions()
                .setAddressResolverOptions(new AddressResolverOptions()
                        .setHostsValue(Buffer.buffer("\n"))
                        .setServers(List.of("127.0.0.1:" + socket.localAddress().port()))
                        .setSearchDomains(List.of())
                        .setRotateServers(false)));
    }

    private void answer(DatagramPacket question) {
        Buffer asked = question.data();
        int end = HEADER;
        while (asked.getUnsignedByte(end) > 0) {
            end += 1 + asked.getUnsignedByte(end);
        }
        boolean wanted = asked.getUnsignedShort(end + 1) == IPV4_RECORD;
        Buffer answer = Buffer.buffer()
                .appendBuffer(asked, 0, 2)
                .appendUnsignedShort(0x8180)
                .appendUnsignedShort(1)
                .appendUnsignedShort(wanted ? addresses.size() : 0)
                .appendInt(0)
                .appendBuffer(asked, HEADER, end + 1 + TYPE_AND_CLASS - HEADER);
        if (wanted) {
            addresses.forEach(address -> answer.appendUnsignedShort(0xc000 + HEADER)
                    .appendUnsignedShort(IPV4_RECORD)
                    .appendUnsignedShort(1)
                    .appendInt(60)
                    .appendUnsignedShort(4)
                    .appendBytes(bytes(address)));
        }
        socket.send(answer, question.sender().port(), question.sender().host());
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        RawServer.await(socket.close());
    }
}
