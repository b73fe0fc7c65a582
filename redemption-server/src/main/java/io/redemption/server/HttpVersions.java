package io.redemption.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.spi.transport.Transport;
import java.util.List;

/**
 * Reads the versions that Vert.x would answer with an empty 501. A minor version that we do not know is read as 1.1,
 * the highest that we do (RFC 9110, 2.5); another major version, as in the first line of HTTP/2, is no request that
 * could be answered by its own rules. Vert.x lets nobody else see a request earlier, so this stands between its decoder
 * and its connection: where the transport accepts a connection, a handler is left that moves behind the decoder once it
 * is there.
 */
final class HttpVersions implements io.vertx.core.transport.Transport {
    private static final String DECODER = "httpDecoder";

    private final io.vertx.core.transport.Transport nio = io.vertx.core.transport.Transport.NIO;

    @Override
    public String name() {
        return nio.name();
    }

    @Override
    public boolean available() {
        return nio.available();
    }

    @Override
    public Throwable unavailabilityCause() {
        return nio.unavailabilityCause();
    }

    @Override
    public Transport implementation() {
        return new Accepting(nio.implementation());
    }

    /** A major version other than 1. */
    static final class OtherMajorVersion extends Exception {
        private static final long serialVersionUID = 1;

        OtherMajorVersion() {
            super("HTTP version", null, false, false);
        }
    }

    private record Accepting(Transport nio) implements Transport {
        @Override
        public IoHandlerFactory ioHandlerFactory() {
            return nio.ioHandlerFactory();
        }

        @Override
        @SuppressWarnings("deprecation") // Vert.x's own interface has the type
        public DatagramChannel datagramChannel(InternetProtocolFamily family) {
            return nio.datagramChannel(family);
        }

        @Override
        public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
            return nio.datagramChannelFactory();
        }

        @Override
        public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
            return nio.channelFactory(domainSocket);
        }

        @Override
        public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
            return domainSocket ? nio.serverChannelFactory(true) : Acceptor::new;
        }
    }

    private static final class Acceptor extends NioServerSocketChannel {
        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            int before = accepted.size();
            int result = super.doReadMessages(accepted);
            for (Object each : accepted.subList(before, accepted.size())) {
                ((Channel) each).pipeline().addLast(new Arriving());
            }
            return result;
        }
    }

    /** Waits in front for the first bytes: by then Vert.x has its own handlers in place. */
    private static final class Arriving extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ChannelPipeline pipeline = context.pipeline();
            if (pipeline.get(DECODER) != null) {
                pipeline.addAfter(DECODER, null, Reading.INSTANCE);
            }
            context.fireChannelRead(message);
            pipeline.remove(this);
        }
    }

    @Sharable
    private static final class Reading extends ChannelInboundHandlerAdapter {
        private static final Reading INSTANCE = new Reading();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                HttpVersion version = request.protocolVersion();
                if (version.majorVersion() != 1) {
                    request.setDecoderResult(DecoderResult.failure(new OtherMajorVersion()));
                }
                if (version.majorVersion() != 1 || version.minorVersion() > 1) {
                    request.setProtocolVersion(HttpVersion.HTTP_1_1);
                }
            }
            context.fireChannelRead(message);
        }
    }
}
