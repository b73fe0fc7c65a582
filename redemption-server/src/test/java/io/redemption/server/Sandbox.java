package io.redemption.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.Voucher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A running server with two merchants, and a client that sends exactly the given bytes. */
final class Sandbox implements AutoCloseable {
    static final String COUPON = "cpn-1502288320598b19c0d59fd";
    static final String VOUCHER = "vcr-1502288320598b19c0a11ce";
    static final String GIFT_CARD = "gift-148061360458405ee43a1a8";
    static final String KEY = "d1e8a70b5ccab1dc2f56bbf7e99f064a";
    static final String SHOP = "Authorization: " + basic("shop", KEY);
    static final String OTHER = "Authorization: " + basic("other", "other-key");

    private final RedemptionServer server;
    private final RedemptionServerOptions options;
    private final InMemoryRedemptionPort issuer;

    private Sandbox(RedemptionServerOptions options, InMemoryRedemptionPort issuer) {
        this.server = await(RedemptionServer.start(options));
        this.options = options;
        this.issuer = issuer;
    }

    static Sandbox open() {
        return open(options -> options);
    }

    static Sandbox open(UnaryOperator<RedemptionServerOptions.Builder> with) {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        return open(Merchant.of("shop", KEY, issuer), issuer, with);
    }

    static Sandbox of(InMemoryRedemptionPort issuer) {
        return open(Merchant.of("shop", KEY, issuer), issuer, options -> options);
    }

    static Sandbox over(GatedIssuer issuer, UnaryOperator<RedemptionServerOptions.Builder> with) {
        return open(Merchant.of("shop", KEY, issuer), issuer.inMemory, with);
    }

    /** Opens a gateway to another server. */
    static Sandbox gateway(Merchant shop, UnaryOperator<RedemptionServerOptions.Builder> with) {
        return open(shop, null, with);
    }

    /** A gateway with its upstream. */
    static Sandbox gateway(Merchant shop, GatedIssuer upstream) {
        return open(shop, upstream.inMemory, options -> options);
    }

    private static Sandbox open(
            Merchant shop,
            @Nullable InMemoryRedemptionPort issuer,
            UnaryOperator<RedemptionServerOptions.Builder> with) {
        if (issuer == null) {
            RedemptionServerOptions.Builder options =
                    RedemptionServerOptions.builder(shop).port(0);
            return new Sandbox(with.apply(options).build(), InMemoryRedemptionPort.create());
        }
        Merchant other = Merchant.of("other", "other-key", InMemoryRedemptionPort.create());
        RedemptionServerOptions.Builder options =
                RedemptionServerOptions.builder(shop).merchant(other).port(0);
        Sandbox sandbox = new Sandbox(with.apply(options).build(), issuer);
        sandbox.issue(Coupon.builder(COUPON, Discount.fixed("5000.00"))
                .code("AMAZING")
                .currency("USD")
                .build());
        sandbox.issue(Voucher.builder(VOUCHER, Discount.percentage("50"))
                .code("4D7DF0A1B2C3D")
                .currency("USD")
                .build());
        sandbox.issue(GiftCard.builder(GIFT_CARD, "600.00")
                .code("GIFT4D7DF12345678")
                .currency("USD")
                .build());
        return sandbox;
    }

    void issue(Redeemable terms) {
        await(issuer.restore(terms));
    }

    /** Returns the OpenAPI document of this server, even if it is not served. */
    String description() {
        return ApiDescription.of(options).at(base());
    }

    RedemptionServer server() {
        return server;
    }

    URI base() {
        return server.baseUri();
    }

    RawAnswer get(String path) {
        return send("GET", path, "", SHOP);
    }

    RawAnswer delete(String path) {
        return send("DELETE", path, "", SHOP);
    }

    RawAnswer post(String path, String body, String... more) {
        String[] fields = new String[more.length + 1];
        fields[0] = SHOP;
        System.arraycopy(more, 0, fields, 1, more.length);
        return send("POST", path, body, fields);
    }

    /** Sends a request that asks to close, and reads until the server closes. */
    RawAnswer send(String method, String path, String body, String... fields) {
        return raw(request(method, path, body, fields).getBytes(UTF_8));
    }

    static String request(String method, String path, String body, String... fields) {
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: sandbox\r\n");
        for (String field : fields) {
            text.append(field).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n");
        }
        return text.append("Connection: close\r\n\r\n").append(body).toString();
    }

    RawAnswer raw(byte[] bytes) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return readToEnd(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** Opens a connection, which the caller closes, and writes to it. */
    Socket write(String bytes) throws IOException {
        Socket socket = connect();
        socket.getOutputStream().write(bytes.getBytes(UTF_8));
        return socket;
    }

    static RawAnswer readToEnd(Socket socket) throws IOException {
        try {
            return RawAnswer.of(new String(socket.getInputStream().readAllBytes(), UTF_8));
        } catch (SocketTimeoutException e) {
            throw new IOException("the server did not close within 10 seconds", e);
        }
    }

    static String basic(String id, String key) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + key).getBytes(UTF_8));
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer in 20 seconds", e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    @Override
    public void close() {
        await(server.stop());
    }
}
