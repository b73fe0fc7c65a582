package io.redemption.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.redemption.wire.RedemptionListReader;
import io.redemption.wire.RedemptionListing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The list of 10,000 redemptions, read by ours and by Jackson's data binding to records. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ListBenchmark {
    private static final int LISTED = 10_000;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Instant now = Instant.now();
    private final byte[] body = ("{\"data\":["
                    + String.join(",", Collections.nCopies(LISTED, Sample.answer(Sample.FIRST_ID, now))) + "]}")
            .getBytes(StandardCharsets.UTF_8);

    /** The body, as Jackson binds it. */
    record Listed(List<Sample.Answer> data) {}

    /** Ours. */
    @Benchmark
    public RedemptionListing ours() {
        try (RedemptionListReader reader = RedemptionListReader.all(Sample.COUPON, now, LISTED)) {
            reader.feed(body);
            return reader.end();
        }
    }

    /** Jackson's. */
    @Benchmark
    public Object jackson() throws IOException {
        return mapper.readValue(body, Listed.class);
    }
}
