package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversed;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Callers who go away, and ports that are closed. */
class CancellationTest extends Fixture {
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final CompletableFuture<NetSocket> asked = new CompletableFuture<>();

    /** Lets the server delay its answer and report the connection. */
    private void holdAnswers() {
        server.script((socket, request, number) -> asked.complete(socket));
    }

    @Test
    void cancel_sentWrite_runsOnToItsTrueOutcome() {
        holdAnswers();
        CompletionStage<RedemptionOutcome> stage = port.redeem(attempt(COUPON));
        assertThat(asked).succeedsWithin(MAX_WAIT);

        boolean cancelled = stage.toCompletableFuture().cancel(true);
        asked.join().write(RawServer.response(200, redemption(COUPON)));

        assertThat(cancelled).isFalse();
        assertThat(await(stage)).isInstanceOf(Redeemed.class);
    }

    @Test
    void cancel_unsentWrite_failsAndIsNeverSent() {
        use(options().poolSize(1));
        holdAnswers();
        CompletionStage<RedemptionOutcome> first = port.redeem(attempt(COUPON));
        assertThat(asked).succeedsWithin(MAX_WAIT);
        CompletionStage<RedemptionOutcome> queued = port.redeem(attempt(VOUCHER));

        queued.toCompletableFuture().cancel(true);
        FailureCode code = failureCode(queued);
        server.answers("HTTP/1.1 204 No Content\r\n\r\n");
        asked.join().write(RawServer.response(200, redemption(COUPON)));
        await(first);
        await(port.reverse(reversal(COUPON)));

        assertThat(code).isEqualTo(FailureCode.CANCELLED);
        assertThat(server.requests()).hasSize(2).noneMatch(request -> request.contains(VOUCHER.value()));
    }

    @Test
    void cancel_sentRead_failsAtOnceAndClosesItsConnection() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        server.script((socket, request, number) -> {
            socket.closeHandler(nothing -> closed.complete(null));
            asked.complete(socket);
        });
        CompletionStage<?> read = port.history(COUPON, HistoryQuery.ALL);
        assertThat(asked).succeedsWithin(MAX_WAIT);

        read.toCompletableFuture().cancel(true);

        assertThat(failureCode(read)).isEqualTo(FailureCode.CANCELLED);
        assertThat(closed).succeedsWithin(MAX_WAIT);
    }

    @Test
    void cancel_oneOfTwoCallers_leavesTheOtherAlone() {
        holdAnswers();
        CompletionStage<?> cancelled = port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER);
        assertThat(asked).succeedsWithin(MAX_WAIT);
        server.answers(200, redemption(GIFT_CARD));

        cancelled.toCompletableFuture().cancel(true);

        assertThat(await(port.find(GIFT_CARD, REDEMPTION, Freshness.FROM_ISSUER)))
                .isPresent();
        assertThat(failureCode(cancelled)).isEqualTo(FailureCode.CANCELLED);
    }

    @Test
    void close_thenAnyCall_failsAsClosedAndNothingIsSent() {
        server.answers(200, redemption(COUPON));
        port.close();

        List<CompletionStage<?>> calls = List.of(
                port.redeem(attempt(COUPON)),
                port.reverse(reversal(COUPON)),
                port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER),
                port.find(VOUCHER, REDEMPTION, Freshness.FROM_ISSUER),
                port.history(COUPON, HistoryQuery.ALL),
                port.lookup(COUPON, Freshness.FROM_ISSUER),
                port.lookup(Code.of("AMAZING")),
                port.validate(RedemptionRequest.builder(COUPON).user("1").build()));

        assertThat(calls).allSatisfy(call -> assertThat(failureCode(call)).isEqualTo(FailureCode.CLOSED));
        assertThat(server.connections()).isZero();
    }

    @Test
    void close_whileAWriteIsUnderWay_letsItEnd() {
        holdAnswers();
        CompletionStage<RedemptionOutcome> stage = port.redeem(attempt(COUPON));
        assertThat(asked).succeedsWithin(MAX_WAIT);

        List<CompletionStage<Void>> closings = List.of(port.closeAsync(), port.closeAsync());
        asked.join().write(RawServer.response(200, redemption(COUPON)));

        assertThat(await(stage)).isInstanceOf(Redeemed.class);
        assertThat(closings)
                .allSatisfy(closing -> assertThat(closing.toCompletableFuture()).succeedsWithin(MAX_WAIT));
    }

    @Test
    void close_portThatSharesVertx_worksUntilThenAndMayBeRepeated() {
        server.answers("HTTP/1.1 204 No Content\r\n\r\n");
        VertxRedemptionPort own = VertxRedemptionPort.create(options().build());

        assertThat(await(own.reverse(reversal(COUPON)))).isInstanceOf(Reversed.class);
        own.close();
        own.close();

        assertThat(failureCode(own.reverse(reversal(COUPON)))).isEqualTo(FailureCode.CLOSED);
    }

    @Test
    void close_vertxOfTheCaller_isLeftOpen() {
        Vertx callers = Vertx.vertx();
        try {
            VertxRedemptionPort.create(callers, options().build()).close();
            VertxRedemptionPort.create(options().vertx(callers).build()).close();

            assertThat(RawServer.await(callers.executeBlocking(() -> "alive"))).isEqualTo("alive");
        } finally {
            RawServer.await(callers.close());
        }
    }
}
