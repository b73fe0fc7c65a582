package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Completeness;
import io.redemption.model.FailureCode;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.TransactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * What is kept of a list is bounded by items as well as by bytes, because the smallest item is ten times larger in
 * memory.
 */
class LongListTest extends Fixture {
    private RedemptionHistory history(HistoryQuery query) {
        return await(port.history(COUPON, query)).orElseThrow();
    }

    @Test
    void history_moreItemsThanAreKept_isCutAndCounted() {
        server.answers(200, "{\"count\":10001,\"data\":[" + "{\"id\":\"r\"},".repeat(10_000) + "{\"id\":\"r\"}]}");

        RedemptionHistory history = history(HistoryQuery.ALL);

        assertThat(history.redemptions()).hasSize(10_000);
        assertThat(history.completeness()).isEqualTo(Completeness.CUT);
    }

    @Test
    void history_asManyItemsAsAreKept_isWhole() {
        server.answers(200, "{\"count\":10000,\"data\":[" + "{\"id\":\"r\"},".repeat(9_999) + "{\"id\":\"r\"}]}");

        RedemptionHistory history = history(HistoryQuery.ALL);

        assertThat(history.redemptions()).hasSize(10_000);
        assertThat(history.completeness()).isEqualTo(Completeness.PROVEN);
    }

    @Test
    void history_moreMatchesThanAreKept_isCut() {
        String item = "{\"id\":\"r\",\"transaction_id\":\"t\"}";
        server.answers(200, "[" + (item + ",").repeat(100) + item + "]");

        RedemptionHistory history = history(HistoryQuery.ofTransaction(TransactionId.of("t")));

        assertThat(history.redemptions()).hasSize(100);
        assertThat(history.completeness()).isEqualTo(Completeness.CUT);
    }

    @Test
    void history_manyListsAtOnce_fillNoMoreThanTheRoomOfFour() {
        use(options().maxListBytes(4096));
        server.script((socket, request, number) ->
                socket.write("HTTP/1.1 200 OK\r\nContent-Length: 4096\r\n\r\n[" + " ".repeat(3999)));
        List<CompletionStage<?>> calls = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            calls.add(port.history(COUPON, HistoryQuery.ALL).handle((history, thrown) -> String.valueOf(thrown)));
        }

        CompletionStage<Object> first = new CompletableFuture<>();
        calls.forEach(call -> call.thenAccept(first.toCompletableFuture()::complete));
        assertThat(await(first).toString()).contains(FailureCode.OVERLOADED.name());
        assertThat(calls.stream().filter(call -> call.toCompletableFuture().isDone()))
                .hasSize(1);
    }
}
