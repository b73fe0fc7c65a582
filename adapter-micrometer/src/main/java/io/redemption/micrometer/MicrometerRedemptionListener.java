package io.redemption.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.redemption.events.RedemptionListener;
import io.redemption.model.ViolationCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Counts and times redemptions in a Micrometer registry. Pass the same listener to every component that takes one.
 * Thread-safe; does not block.
 *
 * <p>Every tag has a closed set of values, in lower case: no id, code, amount or person is ever one. The value of a tag
 * that does not apply is {@code none}.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>Name</th><th>Type</th><th>Tags</th><th>Meaning</th></tr>
 * <tr><td>{@code redemption.calls}</td><td>timer</td><td>{@code operation}, {@code kind}, {@code result}</td>
 * <td>calls and how long they took, sends and waits included;
 * result: done, replayed, refused, unknown, failed</td></tr>
 * <tr><td>{@code redemption.refusals}</td><td>counter</td><td>{@code operation}, {@code kind}, {@code reason}</td>
 * <td>reasons of refused calls, each once; reason: a code of the library or one named to
 * {@link #of(MeterRegistry, Iterable, Set)}, otherwise other</td></tr>
 * <tr><td>{@code redemption.doubts}</td><td>counter</td><td>{@code operation}, {@code kind}, {@code doubt}</td>
 * <td>calls whose outcome is unknown, by {@link io.redemption.model.Doubt}</td></tr>
 * <tr><td>{@code redemption.failures}</td><td>counter</td><td>{@code operation}, {@code kind}, {@code failure}</td>
 * <td>calls that failed, by {@link io.redemption.model.FailureCode}</td></tr>
 * <tr><td>{@code redemption.resolutions}</td><td>timer</td><td>{@code operation}, {@code kind}, {@code verdict}</td>
 * <td>checks of unknown outcomes, and the age of the doubt; verdict: confirmed, absent, duplicate,
 * still_unknown</td></tr>
 * <tr><td>{@code redemption.contract.violations}</td><td>counter</td><td>{@code operation}, {@code violation}</td>
 * <td>adapters that broke the contract of their port; above zero is a fault to fix</td></tr>
 * <tr><td>{@code redemption.sends}</td><td>counter</td><td>{@code operation}, {@code kind}</td>
 * <td>requests handed to the transport</td></tr>
 * <tr><td>{@code redemption.retries}</td><td>counter</td><td>{@code operation}, {@code kind}, {@code cause}</td>
 * <td>repetitions; cause: the failure or doubt that the send before ended with</td></tr>
 * <tr><td>{@code redemption.breaker.state}</td><td>gauge</td><td>{@code traffic}, {@code state}</td>
 * <td>1 for the state that the breaker of reads or writes is in, 0 for the others;
 * state: closed, half_open, open</td></tr>
 * <tr><td>{@code redemption.pool.in.use}</td><td>gauge</td><td>{@code traffic}</td>
 * <td>sends that have a connection</td></tr>
 * <tr><td>{@code redemption.pool.waiting}</td><td>gauge</td><td>{@code traffic}</td>
 * <td>sends that wait for a connection, also for a new one</td></tr>
 * <tr><td>{@code redemption.cache.reads}</td><td>counter</td><td>{@code operation}, {@code result}</td>
 * <td>reads that reached the cache; result: hit, miss, joined, bypassed</td></tr>
 * <tr><td>{@code redemption.cache.loads}</td><td>timer</td><td>{@code operation}, {@code result}</td>
 * <td>reads of the cache from the issuer; result: kept, overtaken, stale, not_kept, failed</td></tr>
 * <tr><td>{@code redemption.cache.weight}</td><td>gauge</td><td></td><td>redemptions and states in the cache</td></tr>
 * </table>
 *
 * <p>The meters of sends and pools exist if {@code redemption-adapter-vertx} is on the class path, those of retries and
 * breakers if {@code redemption-adapter-resilience} is, those of the cache if {@code redemption-adapter-cache} is.
 *
 * <p>Percentiles, histograms, other names and common tags are set in the registry with a {@code MeterFilter}.
 */
public final class MicrometerRedemptionListener implements RedemptionListener {
    private static final String OTHER = "other";

    private final Meters meters;
    private final Set<ViolationCode> reasons;
    private final List<RedemptionListener> layers;

    private MicrometerRedemptionListener(Meters meters, Set<ViolationCode> reasons) {
        this.meters = meters;
        this.reasons = reasons;
        // Lambdas: a method reference would need the class here, where its absence is not caught.
        this.layers = Stream.<Supplier<RedemptionListener>>of(
                        () -> new TransportMeters(meters),
                        () -> new ResilienceMeters(meters),
                        () -> new CacheMeters(meters))
                .flatMap(MicrometerRedemptionListener::ifPresent)
                .toList();
    }

    /** Makes the meters of a layer, unless the layer is not on the class path: then it has no events either. */
    private static Stream<RedemptionListener> ifPresent(Supplier<RedemptionListener> layer) {
        try {
            return Stream.of(layer.get());
        } catch (NoClassDefFoundError absent) {
            return Stream.empty();
        }
    }

    /**
     * Returns a listener for a process with one set of redemptions.
     *
     * @param registry where the meters go
     * @return the listener
     */
    public static MicrometerRedemptionListener of(MeterRegistry registry) {
        return of(registry, Tags.empty(), Set.of());
    }

    /**
     * Returns one of several listeners in a process, or a listener that also knows the user's own violation codes.
     *
     * @param registry where the meters go
     * @param tags the tags of every meter, which separate the listeners, for example {@code merchant}. Without them the
     *     gauges of a second listener on the same registry show the first. Some registries require the same tag names
     *     from all
     * @param ownReasons codes that are counted by name although the library does not know them; keep them few, because
     *     each is a time series
     * @return the listener
     */
    public static MicrometerRedemptionListener of(
            MeterRegistry registry, Iterable<? extends Tag> tags, Set<ViolationCode> ownReasons) {
        Set<ViolationCode> reasons = new HashSet<>(KnownReasons.ALL);
        reasons.addAll(ownReasons);
        return new MicrometerRedemptionListener(new Meters(registry, Tags.of(tags)), Set.copyOf(reasons));
    }

    @Override
    public <L extends RedemptionListener> void notifyAs(Class<L> layer, Consumer<? super L> event) {
        for (RedemptionListener meters : layers) {
            meters.notifyAs(layer, event);
        }
    }

    @Override
    public void ended(Ended event) {
        meters.timer(new Series(
                        Measure.CALLS, event.call().operation(), event.call().kind(), event.result()))
                .record(event.elapsed());
        for (ViolationCode reason : event.reasons()) {
            Object name = reasons.contains(reason) ? reason : OTHER;
            meters.counter(new Series(
                            Measure.REFUSALS,
                            event.call().operation(),
                            event.call().kind(),
                            name))
                    .increment();
        }
        if (event.doubt() != null) {
            meters.counter(new Series(
                            Measure.DOUBTS,
                            event.call().operation(),
                            event.call().kind(),
                            event.doubt()))
                    .increment();
        }
        if (event.failure() != null) {
            meters.counter(new Series(
                            Measure.FAILURES,
                            event.call().operation(),
                            event.call().kind(),
                            event.failure()))
                    .increment();
        }
    }

    @Override
    public void resolved(Resolved event) {
        meters.timer(new Series(
                        Measure.RESOLUTIONS,
                        event.call().operation(),
                        event.call().kind(),
                        event.verdict()))
                .record(event.age());
    }

    @Override
    public void contractBroken(ContractBroken event) {
        meters.counter(Series.of(Measure.VIOLATIONS, event.call().operation(), event.violation()))
                .increment();
    }

    /** {@return the tags of every meter} */
    @Override
    public String toString() {
        return "Micrometer(" + meters + ")";
    }
}
