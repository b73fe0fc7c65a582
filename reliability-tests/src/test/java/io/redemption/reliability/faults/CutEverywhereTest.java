package io.redemption.reliability.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The plan that cuts at every byte. */
class CutEverywhereTest {
    private static final int ROUNDS = 3_000;
    private static final Buffer ANSWER = Buffer.buffer("HTTP/1.1 200 OK\r\n\r\n");

    private final CutEverywhere cuts = new CutEverywhere(1);

    @Test
    void apply_readsBetweenCreates_passAndLeaveNoByteOfACreateOut() {
        Set<Integer> delivered = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String kind : List.of("coupons", "vouchers", "gift-cards")) {
                assertThat(cuts.apply(request("GET /" + kind + "/x" + round))).isEqualTo(Fault.none());
                delivered.add(bytesDelivered("POST /" + kind + "/x"));
            }
        }

        assertThat(delivered)
                .containsAll(IntStream.rangeClosed(0, ANSWER.length()).boxed().toList());
        assertThat(cuts.leastTimesOfAnyOffset()).isGreaterThan(3);
    }

    @Test
    void apply_createsOfTwoLengths_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> IntStream.range(0, ROUNDS).forEach(round -> bytesDelivered("POST /coupons/x" + round)))
                .withMessageContaining("as the one before");
    }

    /** How much the client gets of the answer to a create. */
    private int bytesDelivered(String line) {
        return cuts.apply(request(line)).answer().apply(ANSWER).length();
    }

    private static RawMessage request(String line) {
        Buffer head = Buffer.buffer(line + " HTTP/1.1\r\n\r\n");
        return new RawMessage(head, head.length());
    }
}
