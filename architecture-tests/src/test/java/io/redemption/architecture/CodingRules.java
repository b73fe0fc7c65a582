package io.redemption.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What no class of any module may do. Each rule names its exceptions: packages below the root, or classes by their
 * simple names.
 */
final class CodingRules {
    private final String root;
    private final Map<String, ArchRule> rules = new LinkedHashMap<>();

    CodingRules(String root) {
        this.root = root;
    }

    Map<String, ArchRule> rules() {
        InternalPackages internals = new InternalPackages(root, OurModules.ofBuild());
        forbid("internal packages of other modules", internals::ofOtherModules);
        forbid("internal packages of third parties", internals::ofThirdParties);
        rules.put("no type checks on outcomes", classes().that(oursOutside()).should(new OutcomeTypeChecks()));
        // Users of the Vert.x adapter may pass their own Vertx.
        forbid("technology in public signatures", CodingViolations::technologyInSignature, "vertx");
        // The contract kit and the command show durations and rates to people.
        forbid("floating-point numbers", CodingViolations::floatingPoint, "tck", "cli");
        // The blocking view blocks by design; closing waits for calls in flight, but not on an event loop; the kit and
        // the extension run in tests; the command has a main thread.
        forbid(
                "blocking calls",
                CodingViolations::blockingCall,
                "BlockingRedemptions",
                "CloseOnce",
                "tck",
                "testing",
                "cli");
        // The system's time source reads the clock, and so does its wheel; the kit measures real adapters; the command
        // stamps its own output;
        // the server times a connection on the event loop that owns it; circuit breakers see the time source as a
        // clock.
        forbid(
                "clocks and timers",
                CodingViolations::clock,
                "SystemTime",
                "TimerWheel",
                "tck",
                "cli",
                "BreakerClock",
                "BodyReading",
                "Connections");
        // Ids, and the waits before a retry. Both also accept a generator.
        forbid("randomness", CodingViolations::randomness, "IdSource", "Backoff", "PollSchedule", "tck");
        forbid("console and no exit", CodingViolations::console, "cli");
        forbid("switches that make the transport unsafe", CodingViolations::unsafeTransport);
        forbid("requests below the Web Client", CodingViolations::requestBelowWebClient);
        forbid("mutable static fields", CodingViolations::mutableStatic);
        forbid("optional parameters and fields", CodingViolations::optionalInput);
        // The base classes of the contract kit, and of ports and journals in tests, are there to be extended.
        forbid(
                "public types that can be extended",
                CodingViolations::openType,
                "RedemptionPortContract",
                "InvalidationBusContract",
                "AttemptJournalContract",
                "BasketJournalContract",
                "ForwardingAttemptJournal",
                "ForwardingRedemptionPort");
        forbid("packages that are not null-marked", CodingViolations::notNullMarked);
        return rules;
    }

    private void forbid(String what, Function<JavaClass, Stream<String>> violations, String... excepted) {
        ArchRule rule = classes().that(oursOutside(excepted)).should(new ArchCondition<>("do without " + what) {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                violations
                        .apply(javaClass)
                        .forEach(violation -> events.add(
                                SimpleConditionEvent.violated(javaClass, javaClass.getName() + ": " + violation)));
            }
        });
        rules.put("no " + what, rule);
    }

    private DescribedPredicate<JavaClass> oursOutside(String... excepted) {
        return DescribedPredicate.describe("are ours outside " + List.of(excepted), javaClass -> {
            String name = javaClass.getName();
            return name.startsWith(root + ".")
                    && Stream.of(excepted)
                            .noneMatch(exception -> name.startsWith(root + "." + exception + ".")
                                    || name.endsWith("." + exception)
                                    || name.contains("." + exception + "$"));
        });
    }
}
