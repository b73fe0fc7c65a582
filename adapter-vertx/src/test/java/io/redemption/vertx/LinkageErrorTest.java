package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.events.RedemptionListener;
import io.redemption.events.TrafficClass;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.port.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A method that another version of Vert.x lacks may be missed only in the middle of a send. What the send proves must
 * then depend on its phase, as always, and it must not last until its deadline.
 */
class LinkageErrorTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final HttpRequestSpec POST =
            HttpRequestSpec.post("/coupons/coupon-1/redemptions", new byte[] {'{', '}'}, "a1", 1_000);

    private final PoolTracker tracker = new PoolTracker(TrafficClass.WRITES, RedemptionListener.NONE);
    private final CompletableFuture<SendResult> result = new CompletableFuture<>();
    private final HttpExchange exchange = new HttpExchange(
            TimeSource.system(),
            POST,
            new HttpPool(
                    proxy(WebClient.class, Set.of()), tracker, new AddressOrder(), "host:1", "test", new DateField()),
            new IncomingResponse(POST, 1_000, new ByteBudget(1_000)),
            credentials -> false,
            () -> {},
            result::complete);

    @Test
    void beforeTheRequestIsHandedOverNothingWasSent() {
        assertThat(exchange.start(request("as", Set.of()), Credentials.of("merchant", "key"), LONG))
                .isTrue();

        SendResult ended = result.join();
        assertThat(ended.phase()).isEqualTo(SendPhase.QUEUED);
        assertThatThrownBy(() -> {
                    throw ended.failure();
                })
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.NOT_REACHABLE))
                .hasMessageContaining("java.lang.NoSuchMethodError")
                .hasMessageEndingWith("; nothing was sent");
        assertNoneIsLeft();
    }

    @Test
    void afterItIsHandedOverItIsInDoubt() {
        assertThat(exchange.start(request("", Set.of("end")), Credentials.of("merchant", "key"), LONG))
                .isTrue();

        SendResult ended = result.join();
        assertThat(ended.phase()).isEqualTo(SendPhase.HEAD_HANDED_TO_TRANSPORT);
        assertThat(ended.phase().provesNotSent()).isFalse();
        assertThat(ended.head()).isNull();
        assertNoneIsLeft();
    }

    @Test
    void whileTheHeadIsMadeNothingWasSent() {
        assertThat(exchange.start(request("", Set.of("putHeader")), Credentials.of("merchant", "key"), LONG))
                .isTrue();

        assertThat(result.join().phase()).isEqualTo(SendPhase.STREAM_OPEN);
        assertNoneIsLeft();
    }

    private void assertNoneIsLeft() {
        tracker.close();
        assertThat(tracker.drained()).as("the pool has no send left").isCompleted();
    }

    /** Returns a request of the Web Client that opens a stream at once. Either lacks a method. */
    @SuppressWarnings("unchecked") // what a proxy is made of has no type parameters
    private static HttpRequest<Buffer> request(String missing, Set<String> missingOfStream) {
        HttpClientRequest stream = proxy(HttpClientRequest.class, missingOfStream);
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getName().equals(missing)) {
                throw new NoSuchMethodError("'void io.vertx." + missing + "()'");
            }
            if (method.getName().equals("sendStream")) {
                return ((ReadStream<Buffer>) arguments[0]).pipe().to(stream);
            }
            return self;
        };
        return (HttpRequest<Buffer>) Proxy.newProxyInstance(
                LinkageErrorTest.class.getClassLoader(), new Class<?>[] {HttpRequest.class}, handler);
    }

    private static <T> T proxy(Class<T> type, Set<String> missing) {
        return type.cast(Proxy.newProxyInstance(
                LinkageErrorTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (missing.contains(method.getName())) {
                        throw new NoSuchMethodError("'void io.vertx." + method.getName() + "()'");
                    }
                    if (method.getReturnType() == Future.class) {
                        return Future.succeededFuture();
                    }
                    return method.getReturnType().isInstance(self) ? self : null;
                }));
    }
}
