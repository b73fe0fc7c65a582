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
import java.util.List;

/**
 * Outcomes are read by {@code fold}, so that the compiler finds each place that a new outcome needs. Finds
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

    OutcomeTypeChecks() {
        super("read outcomes by fold");
    }

    @Override
    public void check(JavaClass javaClass, ConditionEvents events) {
        for (InstanceofCheck check : javaClass.getInstanceofChecks()) {
            if (isOutcome(check.getRawType()) && !isFold(check.getOwner().getName())) {
                events.add(SimpleConditionEvent.violated(
                        check,
                        "%s checks for %s; use fold"
                                .formatted(
                                        check.getOwner().getFullName(),
                                        check.getRawType().getSimpleName())));
            }
        }
    }

    private static boolean isOutcome(JavaClass type) {
        return OUTCOMES.stream().anyMatch(type::isAssignableTo);
    }

    private static boolean isFold(String method) {
        return method.equals("fold") || method.startsWith("lambda$fold$");
    }
}
