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
 * Reads the versions that Vert.x would answer with an empty 501. An unknown minor version is read as 1.1, the highest
 * known one (RFC 9110, 2.5). Another major version, as in the first line of HTTP/2, is marked as a decoder failure.
 * Vert.x has no hook for this, so a handler is inserted between its decoder and its connection: the transport adds one
 * to each accepted connection, which moves behind the decoder once that exists.
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
                ((Channel) each).pipeline().addLast(new DecoderAwaiter());
            }
            return result;
        }
    }

    /** Waits for the first bytes. By then Vert.x has added its own handlers. */
    private static final class DecoderAwaiter extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ChannelPipeline pipeline = context.pipeline();
            if (pipeline.get(DECODER) != null) {
                pipeline.addAfter(DECODER, null, VersionReader.INSTANCE);
            }
            context.fireChannelRead(message);
            pipeline.remove(this);
        }
    }

    @Sharable
    private static final class VersionReader extends ChannelInboundHandlerAdapter {
        private static final VersionReader INSTANCE = new VersionReader();

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
