package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many answers at one time may together fill no more than the room there is. */
class RoomTest {
    private static final Buffer CHUNK = Buffer.buffer("0123456789");

    private final Room room = new Room(25);

    @Test
    void accept_moreThanThereIsRoomFor_isCutAndTheRoomComesBack() {
        BodyIntake first = new BodyIntake(100, room, null);
        BodyIntake second = new BodyIntake(100, room, null);

        assertThat(first.accept(CHUNK)).isNull();
        assertThat(second.accept(CHUNK)).isNull();
        assertThat(first.accept(CHUNK)).isEqualTo(Cut.NO_ROOM);
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
        BodyIntake intake = new BodyIntake(100, room, chunk -> read.add(chunk.remaining()));

        assertThat(intake.accept(CHUNK)).isNull();

        assertThat(room.left()).isEqualTo(15);
        assertThat(read).containsExactly(10);
        assertThat(intake.collected()).isEmpty();
    }

    @Test
    void accept_readerThatKeepsNothing_needsNoRoom() {
        BodyIntake intake = new BodyIntake(Outgoing.NO_LIMIT, null, ByteBuffer::remaining);

        for (int i = 0; i < 1000; i++) {
            assertThat(intake.accept(CHUNK)).isNull();
        }
        intake.release();
    }

    @Test
    void accept_afterItWasReleased_takesNothing() {
        BodyIntake intake = new BodyIntake(100, room, null);

        assertThat(intake.accept(CHUNK)).isNull();
        intake.release();

        assertThat(intake.accept(CHUNK)).isEqualTo(Cut.CANCELLED);
        assertThat(intake.collected()).isEmpty();
        assertThat(room.left()).isEqualTo(25);
    }
}
