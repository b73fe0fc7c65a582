package io.redemption.benchmarks;

import io.redemption.model.RedemptionRequest;
import io.redemption.model.Violation;
import io.redemption.rules.RequestRule;
import io.redemption.rules.RuleSet;
import io.redemption.rules.StandardRules;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** All request rules on a full request that keeps them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RulesBenchmark {
    private final RuleSet<RequestRule> rules = StandardRules.forRequests(2);
    private final RedemptionRequest request = Sample.request();

    /** Evaluates them. */
    @Benchmark
    public List<Violation> rules() {
        return rules.violations(rule -> rule.check(request));
    }
}
