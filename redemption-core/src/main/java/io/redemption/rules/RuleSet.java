package io.redemption.rules;

import io.redemption.internal.Checks;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.model.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rules by name, in order. All of them run, and all violations are returned. Immutable; thread-safe if its rules are.
 *
 * @param <R> {@link RequestRule} or {@link StateRule}
 */
public final class RuleSet<R> {
    private final Map<String, R> rules;

    /** The same rules, to go through without an iterator, because that happens for each redemption. */
    private final List<Map.Entry<String, R>> inOrder;

    private RuleSet(Map<String, R> rules) {
        this.rules = Collections.unmodifiableMap(rules);
        this.inOrder = rules.entrySet().stream().map(Map.Entry::copyOf).toList();
    }

    /**
     * Returns an empty set.
     *
     * @param <R> the kind of rule
     * @return the empty set
     */
    public static <R> RuleSet<R> empty() {
        return new RuleSet<>(Map.of());
    }

    /**
     * Returns this set with one more rule, at the end, or in the place of the rule with the same name.
     *
     * @param name the rule's name, for example {@code acme.min_basket}
     * @param rule the rule
     * @return the new set
     * @throws NullPointerException if an argument is missing
     */
    public RuleSet<R> with(String name, R rule) {
        Map<String, R> more = new LinkedHashMap<>(rules);
        more.put(Checks.required("name", name), Checks.required("rule", rule));
        return new RuleSet<>(more);
    }

    /**
     * Returns this set without one rule.
     *
     * @param name the rule's name
     * @return the new set
     * @throws IllegalArgumentException if no rule has the name
     */
    public RuleSet<R> without(String name) {
        if (!rules.containsKey(name)) {
            throw new IllegalArgumentException("rule: " + name + " (expected: one of " + rules.keySet() + ")");
        }
        Map<String, R> less = new LinkedHashMap<>(rules);
        less.remove(name);
        return new RuleSet<>(less);
    }

    /** {@return the names of the rules, in order} */
    public Set<String> names() {
        return rules.keySet();
    }

    /**
     * Runs all rules.
     *
     * @param check runs one of them
     * @return their violations, in the order of the rules
     * @throws RedemptionException with {@link FailureCode#BROKEN_RULE} if one of them throws, whatever it throws; the
     *     message names the rule and where it failed, without the message of the rule, which may hold secrets
     */
    public List<Violation> violations(Function<? super R, @Nullable Violation> check) {
        List<Violation> found = List.of();
        for (int i = 0; i < inOrder.size(); i++) {
            Map.Entry<String, R> rule = inOrder.get(i);
            Violation violation = check(rule.getKey(), rule.getValue(), check);
            if (violation != null) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(violation);
            }
        }
        return found;
    }

    private static <R> @Nullable Violation check(String name, R rule, Function<? super R, @Nullable Violation> check) {
        try {
            return check.apply(rule);
        } catch (Throwable ofTheRule) {
            StackTraceElement[] trace = ofTheRule.getStackTrace();
            throw new RedemptionException(
                    FailureCode.BROKEN_RULE,
                    "rule " + name + " threw " + ofTheRule.getClass().getName()
                            + (trace.length == 0 ? "" : " at " + trace[0]) + "; nothing was redeemed");
        }
    }

    /** {@return the names of the rules} */
    @Override
    public String toString() {
        return "Rules" + rules.keySet();
    }
}
