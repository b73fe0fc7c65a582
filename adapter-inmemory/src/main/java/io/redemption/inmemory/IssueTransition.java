package io.redemption.inmemory;

import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.TimeSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Issues redeemables that the policy allows, all of a call or none. Thread-safe. */
final class IssueTransition {
    private final IssuePolicy policy;
    private final Catalogue catalogue;
    private final TimeSource time;

    IssueTransition(IssuePolicy policy, Catalogue catalogue, TimeSource time) {
        this.policy = policy;
        this.catalogue = catalogue;
        this.time = time;
    }

    RedeemableId issue(Redeemable terms) {
        return issue(List.of(terms), time.now()).get(0);
    }

    /** Issues what was issued before and may have ended since. */
    RedeemableId restore(Redeemable terms) {
        return issue(List.of(terms), null).get(0);
    }

    List<RedeemableId> issueAll(List<? extends Redeemable> terms) {
        List<? extends Redeemable> copy = List.copyOf(terms);
        if (copy.isEmpty()) {
            throw ImmediateStages.invalid("terms: none (expected: one or more)");
        }
        return issue(copy, time.now());
    }

    /** Issues all or none. With {@code null} for the time, they may have ended. */
    private List<RedeemableId> issue(List<? extends Redeemable> terms, @Nullable Instant now) {
        terms.forEach(each -> policy.check(each, now));
        return catalogue.issue(terms, time.now().truncatedTo(ChronoUnit.SECONDS));
    }
}
