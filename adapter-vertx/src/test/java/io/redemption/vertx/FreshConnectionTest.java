package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Refused;
import io.redemption.model.Reversed;
import io.redemption.model.TransactionId;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A server once sent a second answer on a connection that was kept alive, just while the next request was under way
 * there. A reversal that the issuer refused was reported as done, and a redemption that was booked as absent: what
 * decides about money goes over a connection that has carried no other answer.
 */
class FreshConnectionTest extends Fixture {
    private static final HistoryQuery CACHED = HistoryQuery.ALL;
    private static final String EMPTY = "{\"count\":0,\"data\":[]}";
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    /** Answers the first request so, and the second too, but for a stray answer behind the first one's, just before. */
    private void answersWithStray(String first, String stray, String second) {
        CompletableFuture<NetSocket> earlier = new CompletableFuture<>();
        server.script((socket, request, number) -> {
            if (earlier.complete(socket)) {
                socket.write(first);
            } else {
                earlier.join().write(stray);
                socket.write(second);
            }
        });
    }

    private static String list(RedeemableId id) {
        return RawServer.response(200, "{\"count\":1,\"data\":[" + redemption(id) + "]}");
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void reverse_straySuccessBehindAnEarlierAnswer_isRefusedAsItWas(RedeemableId id) {
        answersWithStray(
                RawServer.response(200, redemption(id)), RawServer.response(200, "{}"), RawServer.response(400, "{}"));
        await(port.redeem(attempt(id)));

        assertThat(await(port.reverse(reversal(id)))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void reverse_strayAnswerBehindAnEarlierReversal_isRefusedAsItWas(RedeemableId id) {
        answersWithStray(
                "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n", RawServer.response(400, "{}"));

        assertThat(await(port.reverse(reversal(id)))).isInstanceOf(Reversed.class);
        assertThat(await(port.reverse(reversal(id)))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void history_strayEmptyListBehindAnEarlierAnswer_isNotTakenForTheAnswer(RedeemableId id) {
        answersWithStray(list(id), RawServer.response(200, EMPTY), list(id));
        await(port.history(id, CACHED));

        assertThat(await(port.history(id, HistoryQuery.ofTransaction(TransactionId.of("transa001")))))
                .hasValueSatisfying(history -> assertThat(history.redemptions()).hasSize(1));
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void history_strayEmptyListBehindAnEarlierPoll_isNotTakenForTheAnswer(RedeemableId id) {
        HistoryQuery poll = HistoryQuery.ofTransaction(TransactionId.of("transa001"));
        answersWithStray(list(id), RawServer.response(200, EMPTY), list(id));

        for (int i = 0; i < 2; i++) {
            assertThat(await(port.history(id, poll)))
                    .hasValueSatisfying(
                            history -> assertThat(history.redemptions()).hasSize(1));
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void find_strayAbsenceBehindAnEarlierAnswer_isNotTakenForTheAnswer(RedeemableId id) {
        use(options().voucherGetOne(VertxRedemptionOptions.VoucherGetOne.DIRECT));
        answersWithStray(
                RawServer.response(200, redemption(id)),
                RawServer.response(404, "{}"),
                RawServer.response(200, redemption(id)));
        await(port.find(id, REDEMPTION, Freshness.CACHED_OK));

        assertThat(await(port.find(id, REDEMPTION, Freshness.FROM_ISSUER))).isPresent();
    }

    @Test
    void send_thatDecides_closesItsConnectionThoughTheServerWouldKeepIt() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        server.script((socket, request, number) -> {
            socket.closeHandler(nothing -> closed.complete(null));
            socket.write("HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n");
        });

        await(port.reverse(reversal(COUPON)));

        assertThat(closed).succeedsWithin(MAX_WAIT);
    }

    @Test
    void send_manyThatDecide_neverShareAConnection() {
        use(options().poolSize(1));
        server.answers(200, EMPTY);

        for (int i = 0; i < 5; i++) {
            await(port.history(COUPON, HistoryQuery.ofTransaction(TransactionId.of("transa001"))));
        }

        assertThat(server.connections()).isEqualTo(5);
    }

    @Test
    void send_thatDecidesNothing_sharesAConnection() {
        server.answers(200, redemption(COUPON));

        for (int i = 0; i < 5; i++) {
            await(port.redeem(attempt(COUPON)));
            await(port.find(COUPON, REDEMPTION, Freshness.CACHED_OK));
        }

        assertThat(server.connections()).as("one for writes, one for reads").isEqualTo(2);
    }
}
