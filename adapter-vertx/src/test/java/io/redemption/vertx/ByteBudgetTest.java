package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many answers at one time may together fill no more than the room there is. */
class ByteBudgetTest {
    private static final Buffer CHUNK = Buffer.buffer("0123456789");

    private final ByteBudget room = new ByteBudget(25);

    @Test
    void accept_moreThanThereIsRoomFor_isCutAndTheRoomComesBack() {
        BodyCollector first = new BodyCollector(100, room, null);
        BodyCollector second = new BodyCollector(100, room, null);

        assertThat(first.accept(CHUNK)).isNull();
        assertThat(second.accept(CHUNK)).isNull();
        assertThat(first.accept(CHUNK)).isEqualTo(AbortReason.OVER_BUDGET);
        assertThat(room.left()).isEqualTo(5);

        first.release();
        first.release();
        assertThat(room.left()).isEqualTo(15);
        assertThat(second.accept(CHUNK)).isNull();
        assertThat(second.collected()).hasSize(20);
    }

    @Test
    void accept_readerThatKeeps_takesRoomToo() {
        List<Integer> read = new ArrayList<>();
        BodyCollector intake = new BodyCollector(100, room, chunk -> read.add(chunk.remaining()));

        assertThat(intake.accept(CHUNK)).isNull();

        assertThat(room.left()).isEqualTo(15);
        assertThat(read).containsExactly(10);
        assertThat(intake.collected()).isEmpty();
    }

    @Test
    void accept_readerThatKeepsNothing_needsNoRoom() {
        BodyCollector intake = new BodyCollector(HttpRequestSpec.NO_LIMIT, null, ByteBuffer::remaining);

        for (int i = 0; i < 1000; i++) {
            assertThat(intake.accept(CHUNK)).isNull();
        }
        intake.release();
    }

    @Test
    void accept_afterItWasReleased_takesNothing() {
        BodyCollector intake = new BodyCollector(100, room, null);

        assertThat(intake.accept(CHUNK)).isNull();
        intake.release();

        assertThat(intake.accept(CHUNK)).isEqualTo(AbortReason.CANCELLED);
        assertThat(intake.collected()).isEmpty();
        assertThat(room.left()).isEqualTo(25);
    }
}
