package io.redemption.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.Operation;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import io.redemption.testing.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that come too late leave a doubt, which nobody has to ask about: the shop resolves it in the background. */
class DoubtTest {
    private static final String[] IMPATIENT = {
        "--redemption.vauchar.total-deadline=4s", "--redemption.vauchar.send-timeout=3500ms"
    };

    /** Passes the delays of the issuer, which end after the test. */
    private final ManualTime time = ManualTime.at(Instant.EPOCH);

    @TempDir
    Path folder;

    @Test
    void unknownOutcome_isResolvedInTheBackground() throws Exception {
        try (IssuingServer server = new IssuingServer(time);
                Booted shop = warm(server.arguments(folder, IMPATIENT))) {
            server.port().next(Operation.REDEEM).delayed(Duration.ofDays(1));

            assertThat(shop.pay("order-1", "30.00")).isEqualTo("ask again later");

            assertSettles(shop, "order-1");
            assertThat(server.ledger()).hasSize(1);
            assertThat(shop.pay("order-1", "30.00")).isEqualTo("paid");
            assertThat(server.redeems()).isEqualTo(1);
            time.advance(Duration.ofDays(1)); // so that the server can end
        }
    }

    @Test
    void openAttempt_isSettledByTheNextProcess() throws Exception {
        try (IssuingServer server = new IssuingServer(time)) {
            server.port().next(Operation.REDEEM).delayed(Duration.ofDays(1));
            try (Booted shop = warm(server.arguments(
                    folder, IMPATIENT[0], IMPATIENT[1], "--redemption.vauchar.resolve-in-background=false"))) {
                assertThat(shop.pay("order-1", "30.00")).isEqualTo("ask again later");
                assertThat(isSettled(shop, "order-1")).isFalse();
            }

            try (Booted restarted = Booted.with(server.arguments(folder))) {
                assertSettles(restarted, "order-1");
                assertThat(restarted.pay("order-1", "30.00")).isEqualTo("paid");
            }
            assertThat(server.ledger()).hasSize(1);
            assertThat(server.redeems()).isEqualTo(1);
            time.advance(Duration.ofDays(1)); // so that the server can end
        }
    }

    /** Boots a shop that has connected to the issuer, which can take longer than its deadline. */
    private static Booted warm(String... arguments) throws Exception {
        Booted shop = Booted.with(arguments);
        shop.browser().get("/actuator/health");
        return shop;
    }

    private static void assertSettles(Booted shop, String order) throws InterruptedException {
        for (int i = 0; i < 600 && !isSettled(shop, order); i++) {
            Thread.sleep(50);
        }
        assertThat(isSettled(shop, order)).as("settled after 30 seconds").isTrue();
    }

    private static boolean isSettled(Booted shop, String order) {
        return shop.bean(AttemptJournal.class)
                .find(AttemptId.of(order))
                .toCompletableFuture()
                .join()
                .filter(AttemptState.Settled.class::isInstance)
                .isPresent();
    }
}
