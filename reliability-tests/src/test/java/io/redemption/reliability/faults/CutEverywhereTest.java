package io.redemption.reliability.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plan that cuts at every byte. */
class CutEverywhereTest {
    private static final int EXCHANGES = 3_000;
    private static final Buffer ANSWER = Buffer.buffer("HTTP/1.1 200 OK\r\n\r\n");

    private final CutEverywhere cuts = new CutEverywhere(1);

    @Test
    void apply_readsOfAnyLengthBetweenCreates_leaveNoByteOfACreateOut() {
        for (int number = 0; number < EXCHANGES; number++) {
            String list = "[" + "1".repeat(number % 7) + "]";
            for (String kind : List.of("coupons", "vouchers", "gift-cards")) {
                ask("GET /" + kind + "/x" + number, Buffer.buffer(list));
                ask("POST /" + kind + "/x", ANSWER);
            }
        }

        assertThat(cuts.leastTimesOfAnyOffset()).isGreaterThan(3);
    }

    @Test
    void apply_createsOfTwoLengths_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    for (int number = 0; number < EXCHANGES; number++) {
                        ask("POST /coupons/x" + number, ANSWER);
                    }
                })
                .withMessageContaining("as the one before");
    }

    private void ask(String line, Buffer answer) {
        Buffer head = Buffer.buffer(line + " HTTP/1.1\r\n\r\n");
        cuts.apply(new RawMessage(head, head.length())).answer().apply(answer);
    }
}
