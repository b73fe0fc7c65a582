package io.redemption.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.RedemptionPort;
import io.redemption.tck.ClauseResult.Status;
import io.redemption.tck.ContractFixture;
import io.redemption.tck.ContractReport;
import io.redemption.tck.ContractScale;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Merchants of one server keep the contract concurrently, and are isolated from each other. */
class MerchantsInParallelTest {
    private static final int MERCHANTS = 3;

    @Test
    void contract_severalMerchantsAtOnce_isKeptByEach() {
        ExecutorService threads = Executors.newFixedThreadPool(MERCHANTS);
        try (HttpSandbox sandbox = new HttpSandbox(MERCHANTS)) {
            List<CompletableFuture<ContractReport>> runs = IntStream.range(0, MERCHANTS)
                    .mapToObj(merchant -> CompletableFuture.supplyAsync(() -> run(sandbox, merchant), threads))
                    .toList();

            for (CompletableFuture<ContractReport> run : runs) {
                ContractReport report = HttpSandbox.await(run);

                assertThat(report.results()).isNotEmpty();
                assertThat(report.numbers(Status.FAILED)).as(report.toString()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static ContractReport run(HttpSandbox sandbox, int merchant) {
        return ContractReport.of(new ContractFixture() {
            @Override
            public String name() {
                return "merchant-" + merchant;
            }

            @Override
            public RedemptionPort port() {
                return sandbox.client(merchant);
            }

            @Override
            public RedeemableId seed(Redeemable terms) {
                return sandbox.issue(merchant, terms);
            }

            @Override
            public ContractScale scale() {
                return Boolean.getBoolean("reliability") ? ContractScale.MODEST : HttpSandbox.SMALL;
            }
        });
    }
}
