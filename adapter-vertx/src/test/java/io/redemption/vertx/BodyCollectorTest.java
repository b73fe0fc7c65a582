package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodyCollectorTest {
    @Test
    void accept_withoutReader_collectsUpToTheCap() {
        BodyCollector body = new BodyCollector(10, null, null);

        assertThat(body.accept(Buffer.buffer("12345"))).isNull();
        assertThat(body.accept(Buffer.buffer())).isNull();
        assertThat(body.accept(Buffer.buffer("67890"))).isNull();
        assertThat(body.collected()).asString().isEqualTo("1234567890");
        assertThat(body.accept(Buffer.buffer("!"))).isEqualTo(AbortReason.TOO_LARGE);
    }

    @Test
    void accept_withReader_handsAllOnInOneArrayAndKeepsNothing() {
        Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        AtomicLong bytes = new AtomicLong();
        BodyCollector body = new BodyCollector(HttpRequestSpec.NO_LIMIT, null, chunk -> {
            arrays.add(chunk.array());
            bytes.addAndGet(chunk.arrayOffset() + chunk.remaining());
        });
        Buffer chunk = Buffer.buffer(new byte[8192]);

        for (int i = 0; i < 100_000; i++) {
            body.accept(chunk);
        }

        assertThat(bytes).hasValue(819_200_000L);
        assertThat(arrays).hasSize(1);
        assertThat(body.collected()).hasSizeLessThanOrEqualTo(8192);
    }

    @Test
    void accept_readerThrows_isUnreadable() {
        BodyCollector body = new BodyCollector(10, null, chunk -> {
            throw new IllegalArgumentException("no");
        });

        assertThat(body.accept(Buffer.buffer("x"))).isEqualTo(AbortReason.UNREADABLE);
    }
}
