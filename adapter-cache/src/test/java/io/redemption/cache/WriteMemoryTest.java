package io.redemption.cache;

import static io.redemption.cache.CacheFixtures.COUPON;
import static io.redemption.cache.CacheFixtures.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionId;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Writes are remembered for the retention, and no longer. */
class WriteMemoryTest {
    private static final Duration RETENTION = Duration.ofSeconds(60);

    private final ManualTime time = ManualTime.at(CacheFixtures.NOON);
    private final WriteMemory memory = new WriteMemory(time, RETENTION);

    private boolean add(RedeemableId id, int n) {
        return memory.learn(id, Change.ADDED, new RedemptionChange(RedemptionId.of("rdm-" + n), null));
    }

    @Test
    void learn_theSameTwice_isNewOnce() {
        long before = memory.generation(COUPON);

        assertThat(add(COUPON, 1)).isTrue();
        long after = memory.generation(COUPON);
        assertThat(add(COUPON, 1)).isFalse();

        assertThat(after).isGreaterThan(before);
        assertThat(memory.generation(COUPON)).isEqualTo(after);
        assertThat(memory.generation(OTHER)).isEqualTo(before);
    }

    @Test
    void writes_ofAGeneration_holdNothingThatCameLater() {
        add(COUPON, 1);
        long generation = memory.generation(COUPON);
        add(COUPON, 2);

        assertThat(memory.writes(COUPON, generation))
                .extracting(fact -> fact.id().value())
                .containsExactly("rdm-1");
    }

    @Test
    void learn_manyRedeemables_forgetsThoseThatHaveNotChangedForLong() {
        for (int n = 0; n < 1000; n++) {
            add(RedeemableId.coupon("cpn-" + n), n);
        }
        memory.learn(OTHER, Change.IN_DOUBT, null);
        assertThat(memory.size()).isEqualTo(1000);

        time.advance(RETENTION.plusNanos(1));
        add(RedeemableId.coupon("cpn-new"), 1001);

        assertThat(memory.size()).as("the new one and the one in doubt").isEqualTo(2);
        assertThat(memory.isInDoubt(OTHER)).isTrue();
    }

    @Test
    void learn_hotRedeemable_forgetsOldWrites() {
        for (int n = 0; n < 200; n++) {
            add(COUPON, n);
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(memory.writes(COUPON, memory.generation(COUPON))).hasSize(60);
    }

    @Test
    void endAll_endsEveryGenerationAndForgetsNoWrite() {
        add(COUPON, 1);
        long known = memory.generation(COUPON);
        long unknown = memory.generation(OTHER);

        memory.endAll();

        assertThat(memory.isCurrent(COUPON, known)).isFalse();
        assertThat(memory.isCurrent(OTHER, unknown)).isFalse();
        assertThat(memory.isCurrent(OTHER, memory.generation(OTHER))).isTrue();
        assertThat(memory.writes(COUPON, memory.generation(COUPON))).hasSize(1);
    }
}
