package io.redemption.reliability.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.reliability.Figures;
import io.redemption.reliability.Scale;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every cell of the {@link RetryTable} over real sockets: how the call ends, and how many requests the server gets. */
@Tag("alone")
@ExtendWith(WatchedLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class RetryTableTest {
    private static final List<ApiOperation> OPERATIONS = ApiOperation.all();

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newFixedThreadPool(OPERATIONS.size());

    @AfterAll
    void stop() {
        threads.shutdown();
        Sockets.await(vertx.close());
    }

    @TestFactory
    Stream<DynamicTest> call_everyFailureClassByEveryOperation_endsAndIsSentAsTheTableSays() {
        Set<String> held = new HashSet<>();
        Set<String> broken = new HashSet<>();
        Stream<DynamicTest> cells = samples().stream().flatMap(sample -> cells(sample, held, broken));
        DynamicTest figure = DynamicTest.dynamicTest("figure", () -> {
            held.removeAll(broken);
            Figures.ofThisRun().prove("table cells", held.size());
        });
        return Stream.concat(cells, Stream.of(figure));
    }

    /** All samples, or the first of each row in each scene when the scale is cut. */
    private static List<Sample> samples() {
        boolean whole = Scale.ofThisRun() == Scale.FULL;
        Set<String> seen = new HashSet<>();
        return RetryTable.samples().stream()
                .filter(sample -> seen.add(sample.row() + sample.scene()) || whole)
                .toList();
    }

    /** The twelve cells of a sample, which run side by side. */
    private Stream<DynamicTest> cells(Sample sample, Set<String> held, Set<String> broken) {
        return OPERATIONS.stream().map(operation -> cell(sample, operation, held, broken)).toList().stream();
    }

    private DynamicTest cell(Sample sample, ApiOperation operation, Set<String> held, Set<String> broken) {
        String cell = sample.row() + " " + operation;
        CompletableFuture<Expected> running =
                CompletableFuture.supplyAsync(() -> new CellRun(vertx, sample, operation).run(), threads);
        return DynamicTest.dynamicTest(sample + ": " + operation, () -> {
            // Broken until it has held: a cell with several samples holds only if all of them do.
            boolean unbroken = broken.add(cell);
            assertThat(running.join()).isEqualTo(sample.of(operation));
            held.add(cell);
            if (unbroken) {
                broken.remove(cell);
            }
        });
    }
}
