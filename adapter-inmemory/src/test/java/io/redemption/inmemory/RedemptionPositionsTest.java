package io.redemption.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RedemptionPositionsTest {
    private static final RedeemableId COUPON = RedeemableId.coupon("c");

    private final RedemptionPositions positions = new RedemptionPositions();
    private volatile Ledger ledger = Ledger.EMPTY;

    private static RedemptionId id(int number) {
        return RedemptionId.of("res-" + number);
    }

    private void redeem(int number) {
        Ledger next = ledger.redeemed(
                Redemption.builder(id(number), COUPON, Instant.EPOCH).build());
        positions.addFrom(ledger.size(), next);
        ledger = next;
    }

    private void reverse(int number) {
        int position = positions.findActive(id(number), ledger);
        Ledger next = ledger.reversed(
                position, Redemption.builder(id(number), COUPON, Instant.EPOCH).build(), Instant.EPOCH);
        positions.addFrom(ledger.size(), next);
        ledger = next;
    }

    @Test
    void findActive_ofMany_findsEach() {
        for (int i = 0; i < 10_000; i++) {
            redeem(i);
        }

        for (int i = 0; i < 10_000; i++) {
            assertThat(positions.findActive(id(i), ledger)).isEqualTo(i);
        }
        assertThat(positions.findActive(id(10_000), ledger)).isEqualTo(-1);
    }

    @Test
    void findActive_ofReversed_findsNone() {
        for (int i = 0; i < 100; i++) {
            redeem(i);
        }
        for (int i = 0; i < 100; i += 2) {
            reverse(i);
        }
        redeem(100);

        for (int i = 0; i < 100; i++) {
            assertThat(positions.findActive(id(i), ledger)).isEqualTo(i % 2 == 0 ? -1 : i);
        }
        assertThat(positions.findActive(id(100), ledger)).isEqualTo(150);
    }

    @Test
    void findActive_inOlderLedger_doesNotFindWhatCameLater() {
        redeem(1);
        Ledger older = ledger;
        redeem(2);

        assertThat(positions.findActive(id(2), older)).isEqualTo(-1);
        assertThat(positions.findActive(id(1), older)).isZero();
    }

    @Test
    @Timeout(30)
    void findActive_whileAnotherThreadAdds_findsAllOfTheLedgerItSaw() throws Exception {
        int many = 50_000;
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> missed = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                missed.add(readers.submit((Callable<Integer>) () -> missedUntil(many)));
            }
            for (int i = 0; i < many; i++) {
                redeem(i);
            }
            for (Future<Integer> each : missed) {
                assertThat(result(each)).isZero();
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private int missedUntil(int many) {
        int missed = 0;
        for (Ledger seen = ledger; seen.size() < many; seen = ledger) {
            int newest = seen.size() - 1;
            if (newest >= 0 && positions.findActive(id(newest), seen) != newest) {
                missed++;
            }
        }
        return missed;
    }

    private static int result(Future<Integer> future) throws ExecutionException, InterruptedException {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new AssertionError("the readers did not end", late);
        }
    }
}
