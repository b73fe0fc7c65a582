package io.redemption.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.redemption.cache.CacheListener;
import io.redemption.cache.CacheListener.CacheLoaded;
import io.redemption.cache.CacheListener.CacheRead;
import io.redemption.cache.CacheListener.CacheResult;
import io.redemption.cache.CacheListener.LoadResult;
import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.Begun;
import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.events.RedemptionListener.ContractBroken;
import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.events.RedemptionListener.Ended;
import io.redemption.events.RedemptionListener.Resolved;
import io.redemption.events.RedemptionListener.Verdict;
import io.redemption.events.TrafficClass;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableKind;
import io.redemption.model.ViolationCode;
import io.redemption.resilience.ResilienceListener;
import io.redemption.resilience.ResilienceListener.BreakerChanged;
import io.redemption.resilience.ResilienceListener.BreakerState;
import io.redemption.resilience.ResilienceListener.Retrying;
import io.redemption.vertx.TransportListener;
import io.redemption.vertx.TransportListener.PoolChanged;
import io.redemption.vertx.TransportListener.Sent;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MicrometerRedemptionListenerTest {
    private static final RedeemableKind CARD = RedeemableKind.GIFT_CARD;
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final RedemptionListener listener = MicrometerRedemptionListener.of(registry);

    private static Ended ended(
            CallResult result, List<ViolationCode> reasons, @Nullable Doubt doubt, @Nullable FailureCode failure) {
        return new Ended(RedemptionCall.of(Operation.REDEEM, CARD), result, reasons, doubt, failure, TWO_SECONDS);
    }

    private static void tellEverything(RedemptionListener listener) {
        RedemptionCall redeem = RedemptionCall.of(Operation.REDEEM, CARD);
        RedemptionCall reverse = RedemptionCall.of(Operation.REVERSE, CARD);
        listener.begun(new Begun(redeem));
        sent(listener, new Sent(redeem, 1));
        listener.ended(ended(CallResult.DONE, List.of(), null, null));
        listener.ended(ended(CallResult.REFUSED, List.of(ViolationCode.EXPIRED), null, null));
        listener.ended(ended(CallResult.UNKNOWN, List.of(), Doubt.NO_ANSWER, null));
        listener.ended(ended(CallResult.FAILED, List.of(), null, FailureCode.THROTTLED));
        listener.resolved(new Resolved(redeem, Verdict.ABSENT, Duration.ofSeconds(70)));
        listener.contractBroken(new ContractBroken(redeem, ContractViolation.THREW));
        Retrying repetition = new Retrying(reverse, 2, Duration.ofMillis(100), null, Doubt.NO_ANSWER);
        listener.notifyAs(ResilienceListener.class, layer -> layer.retrying(repetition));
        breakerChanged(listener, new BreakerChanged(TrafficClass.WRITES, BreakerState.OPEN));
        poolChanged(listener, new PoolChanged(TrafficClass.READS, 3, 7));
        CacheRead hit = new CacheRead(Operation.HISTORY, CacheResult.HIT);
        listener.notifyAs(CacheListener.class, layer -> layer.cacheRead(hit));
        cacheLoaded(listener, new CacheLoaded(Operation.HISTORY, LoadResult.KEPT, TWO_SECONDS, 42));
    }

    private static void sent(RedemptionListener listener, Sent event) {
        listener.notifyAs(TransportListener.class, layer -> layer.sent(event));
    }

    private static void poolChanged(RedemptionListener listener, PoolChanged event) {
        listener.notifyAs(TransportListener.class, layer -> layer.poolChanged(event));
    }

    private static void breakerChanged(RedemptionListener listener, BreakerChanged event) {
        listener.notifyAs(ResilienceListener.class, layer -> layer.breakerChanged(event));
    }

    private static void cacheLoaded(RedemptionListener listener, CacheLoaded event) {
        listener.notifyAs(CacheListener.class, layer -> layer.cacheLoaded(event));
    }

    @Test
    void everyMeter_andNoOther_isInTheTable() throws IOException {
        tellEverything(listener);

        Set<String> registered = registry.getMeters().stream()
                .map(MicrometerRedemptionListenerTest::row)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(registered).isEqualTo(documented()).hasSize(Measure.values().length);
    }

    private static String row(Meter meter) {
        Meter.Id id = meter.getId();
        return id.getName() + " " + id.getType().name().toLowerCase(Locale.ROOT) + " "
                + id.getTags().stream().map(Tag::getKey).sorted().toList();
    }

    private static Set<String> documented() throws IOException {
        String source = Files.readString(Path.of(
                        "src", "main", "java", "io", "redemption", "micrometer", "MicrometerRedemptionListener.java"))
                .replaceAll("\\n \\* ", " ");
        return Pattern.compile("<tr><td>\\{@code ([a-z.]+)}</td><td>(\\w+)</td><td>(.*?)</td>")
                .matcher(source)
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + tagsOf(row.group(3)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> tagsOf(String cell) {
        return Pattern.compile("\\{@code (\\w+)}")
                .matcher(cell)
                .results()
                .map(tag -> tag.group(1))
                .sorted()
                .toList();
    }

    @Test
    void ended_call_isTimedByOperationKindAndResult() {
        listener.ended(ended(CallResult.DONE, List.of(), null, null));
        listener.ended(ended(CallResult.DONE, List.of(), null, null));
        listener.ended(new Ended(
                RedemptionCall.of(Operation.LOOKUP, null), CallResult.DONE, List.of(), null, null, TWO_SECONDS));

        assertThat(registry.get("redemption.calls")
                        .tags("operation", "redeem", "kind", "gift_card", "result", "done")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(4);
        assertThat(registry.get("redemption.calls")
                        .tags("operation", "lookup", "kind", "none")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void ended_refusal_isCountedOnceForEachReason() {
        listener.ended(
                ended(CallResult.REFUSED, List.of(ViolationCode.EXPIRED, ViolationCode.BALANCE_TOO_LOW), null, null));

        assertThat(count("redemption.refusals", "reason", "expired")).isEqualTo(1);
        assertThat(count("redemption.refusals", "reason", "balance_too_low")).isEqualTo(1);
    }

    @Test
    void ended_reasonsWithoutEnd_areOneSeries() {
        for (int i = 0; i < 10_000; i++) {
            listener.ended(ended(CallResult.REFUSED, List.of(ViolationCode.of("hostile." + i)), null, null));
        }

        assertThat(count("redemption.refusals", "reason", "other")).isEqualTo(10_000);
        assertThat(registry.find("redemption.refusals").counters()).hasSize(1);
    }

    @Test
    void ended_reasonOfOnesOwn_isCountedByNameIfItWasNamed() {
        ViolationCode own = ViolationCode.of("acme.min_basket");
        RedemptionListener naming = MicrometerRedemptionListener.of(registry, Tags.of("a", "b"), Set.of(own));

        naming.ended(ended(CallResult.REFUSED, List.of(own), null, null));

        assertThat(count("redemption.refusals", "reason", "acme.min_basket")).isEqualTo(1);
    }

    @Test
    void knownReasons_areTheLibrarysCodes() {
        List<Object> constants = Arrays.stream(ViolationCode.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        return field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError("a public constant that cannot be read", e);
                    }
                })
                .toList();

        assertThat(KnownReasons.ALL.stream().map(code -> (Object) code)).containsExactlyInAnyOrderElementsOf(constants);
    }

    @Test
    void ended_doubtAndFailure_areCounted() {
        tellEverything(listener);

        assertThat(count("redemption.doubts", "doubt", "no_answer")).isEqualTo(1);
        assertThat(count("redemption.failures", "failure", "throttled")).isEqualTo(1);
        assertThat(count("redemption.retries", "cause", "no_answer")).isEqualTo(1);
        assertThat(count("redemption.contract.violations", "violation", "threw"))
                .isEqualTo(1);
        assertThat(count("redemption.sends", "operation", "redeem")).isEqualTo(1);
        assertThat(count("redemption.cache.reads", "result", "hit")).isEqualTo(1);
    }

    @Test
    void resolved_verdict_isCountedWithItsAge() {
        tellEverything(listener);

        assertThat(registry.get("redemption.resolutions")
                        .tags("verdict", "absent")
                        .timer()
                        .max(TimeUnit.SECONDS))
                .isEqualTo(70);
    }

    @Test
    void breakerChanged_oneStateOfThreeIsOne() {
        assertThat(gauge("redemption.breaker.state", "traffic", "writes", "state", "closed"))
                .isEqualTo(1);

        breakerChanged(listener, new BreakerChanged(TrafficClass.WRITES, BreakerState.OPEN));

        assertThat(gauge("redemption.breaker.state", "traffic", "writes", "state", "closed"))
                .isZero();
        assertThat(gauge("redemption.breaker.state", "traffic", "writes", "state", "half_open"))
                .isZero();
        assertThat(gauge("redemption.breaker.state", "traffic", "writes", "state", "open"))
                .isEqualTo(1);
        assertThat(gauge("redemption.breaker.state", "traffic", "reads", "state", "closed"))
                .isEqualTo(1);
    }

    @Test
    void poolChanged_gaugesFollow() {
        poolChanged(listener, new PoolChanged(TrafficClass.READS, 3, 7));
        poolChanged(listener, new PoolChanged(TrafficClass.WRITES, 1, 0));

        assertThat(gauge("redemption.pool.in.use", "traffic", "reads")).isEqualTo(3);
        assertThat(gauge("redemption.pool.waiting", "traffic", "reads")).isEqualTo(7);
        assertThat(gauge("redemption.pool.in.use", "traffic", "writes")).isEqualTo(1);

        poolChanged(listener, new PoolChanged(TrafficClass.READS, 0, 0));

        assertThat(gauge("redemption.pool.in.use", "traffic", "reads")).isZero();
        assertThat(gauge("redemption.pool.waiting", "traffic", "reads")).isZero();
    }

    @Test
    void cacheLoaded_isTimedAndTellsTheWeight() {
        cacheLoaded(listener, new CacheLoaded(Operation.HISTORY, LoadResult.STALE, TWO_SECONDS, 42));

        assertThat(registry.get("redemption.cache.loads")
                        .tags("result", "stale", "operation", "history")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("redemption.cache.weight").gauge().value()).isEqualTo(42);
    }

    @Test
    void of_twoListenersWithTags_areSeparate() {
        RedemptionListener one = MicrometerRedemptionListener.of(registry, Tags.of("merchant", "one"), Set.of());
        RedemptionListener two = MicrometerRedemptionListener.of(registry, Tags.of("merchant", "two"), Set.of());

        poolChanged(one, new PoolChanged(TrafficClass.READS, 1, 0));
        poolChanged(two, new PoolChanged(TrafficClass.READS, 2, 0));

        assertThat(gauge("redemption.pool.in.use", "traffic", "reads", "merchant", "one"))
                .isEqualTo(1);
        assertThat(gauge("redemption.pool.in.use", "traffic", "reads", "merchant", "two"))
                .isEqualTo(2);
        assertThat(one.toString()).contains("one");
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    /** A user with a port of their own has neither Vert.x nor the other layers. */
    @Test
    void of_layersAreNotOnTheClassPath_measuresTheRest() throws Exception {
        URL classes = MicrometerRedemptionListener.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        try (URLClassLoader alone = new WithoutLayers(classes)) {
            Class<?> type = alone.loadClass(MicrometerRedemptionListener.class.getName());
            SimpleMeterRegistry own = new SimpleMeterRegistry();

            RedemptionListener measuring = (RedemptionListener)
                    type.getMethod("of", MeterRegistry.class).invoke(null, own);
            measuring.ended(ended(CallResult.DONE, List.of(), null, null));

            assertThat(measuring.getClass().getClassLoader()).isSameAs(alone);
            assertThat(own.getMeters())
                    .extracting(meter -> meter.getId().getName())
                    .containsExactly("redemption.calls");
        }
    }

    /** Loads this module's classes itself, and finds no layer. */
    private static final class WithoutLayers extends URLClassLoader {
        WithoutLayers(URL classes) {
            super(new URL[] {classes}, MicrometerRedemptionListenerTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.matches("io\\.redemption\\.(vertx|resilience|cache)\\..*")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.redemption.micrometer.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }
}
