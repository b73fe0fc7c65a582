package io.redemption.architecture;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.redemption.model.BasketOutcome;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution;
import io.redemption.model.ReversalOutcome;
import io.redemption.port.AttemptState;
import io.redemption.port.ReversalState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Outcomes are read by {@code fold}, so that the compiler finds each place that a new outcome needs. Counts the
 * {@code instanceof} checks of outcome types outside methods of that name.
 */
final class OutcomeTypeChecks extends ArchCondition<JavaClass> {
    private static final List<Class<?>> OUTCOMES = List.of(
            RedemptionOutcome.class,
            ReversalOutcome.class,
            BasketOutcome.class,
            Resolution.class,
            AttemptState.class,
            ReversalState.class);

    /** How many checks each module may still have, by its package. A number may only fall. */
    private static final Map<String, Integer> LEFT = Map.of("inmemory", 1, "cli", 1, "tck", 9, "testing", 8);

    private final String root;
    private final Map<String, List<String>> found = new TreeMap<>();

    OutcomeTypeChecks(String root) {
        super("read outcomes by fold");
        this.root = root;
    }

    @Override
    public void check(JavaClass javaClass, ConditionEvents events) {
        for (InstanceofCheck check : javaClass.getInstanceofChecks()) {
            if (isOutcome(check.getRawType()) && !isFold(check.getOwner().getName())) {
                found.computeIfAbsent(module(javaClass), module -> new ArrayList<>())
                        .add(check.getRawType().getSimpleName() + " in "
                                + check.getOwner().getFullName());
            }
        }
    }

    @Override
    public void finish(ConditionEvents events) {
        found.forEach((module, checks) -> {
            int allowed = LEFT.getOrDefault(module, 0);
            if (checks.size() > allowed) {
                events.add(SimpleConditionEvent.violated(
                        module,
                        "%d checks of outcome types instead of at most %d in module %s; use fold: %s"
                                .formatted(checks.size(), allowed, module, checks)));
            }
        });
        found.clear();
    }

    /** The first package segment below the root, or an empty string for the root package. */
    private String module(JavaClass javaClass) {
        String packageName = javaClass.getPackageName();
        return packageName.equals(root)
                ? ""
                : packageName.substring(root.length() + 1).replaceFirst("\\..*", "");
    }

    private static boolean isOutcome(JavaClass type) {
        return OUTCOMES.stream().anyMatch(type::isAssignableTo);
    }

    private static boolean isFold(String method) {
        return method.equals("fold") || method.startsWith("lambda$fold$");
    }
}
