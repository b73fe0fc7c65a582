package io.redemption.inmemory;

import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Usage;
import io.redemption.model.ValidationResult;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.IdSource;
import io.redemption.port.TimeSource;
import io.redemption.rules.RequestRule;
import io.redemption.rules.RuleSet;
import io.redemption.rules.StateRule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies the rules. They may be foreign code, so it must be called without a lock. Thread-safe. */
final class RuleEvaluator {
    private final RuleSet<RequestRule> requestRules;
    private final RuleSet<StateRule> stateRules;
    private final IssuePolicy policy;
    private final Catalogue catalogue;
    private final KnownUsers users;
    private final TimeSource time;
    private final IdSource ids;
    private volatile Instant lastSecond = Instant.EPOCH;

    RuleEvaluator(
            RuleSet<RequestRule> requestRules,
            RuleSet<StateRule> stateRules,
            IssuePolicy policy,
            Catalogue catalogue,
            KnownUsers users,
            TimeSource time,
            IdSource ids) {
        this.requestRules = requestRules;
        this.stateRules = stateRules;
        this.policy = policy;
        this.catalogue = catalogue;
        this.users = users;
        this.time = time;
        this.ids = ids;
    }

    /**
     * Evaluates a basket as of now. Reads the clock once, after taking the snapshots: as long as the clock does not go
     * back, what is recorded on top of a snapshot is never older than what it holds.
     */
    RuleVerdict evaluate(List<RedemptionAttempt> attempts) {
        RuleVerdict verdict = new RuleVerdict(attempts.size());
        for (RedemptionAttempt attempt : attempts) {
            RedeemableSlot slot = catalogue.find(attempt.redeemable());
            if (slot != null) {
                verdict.include(attempt.redeemable(), slot);
            }
        }
        Instant now = time.now();
        for (int i = 0; i < attempts.size(); i++) {
            RedemptionAttempt attempt = attempts.get(i);
            List<Violation> violations = violations(attempt.request(), verdict, now);
            if (violations.isEmpty()) {
                verdict.redeem(redemption(attempt, now));
            } else {
                verdict.refuse(i, new Refused(violations));
            }
        }
        return verdict;
    }

    private List<Violation> violations(RedemptionRequest request, RuleVerdict verdict, Instant now) {
        Snapshot snapshot = verdict.find(request.redeemable());
        String user = request.redeemer().userId();
        Boolean existing = user == null ? null : users.isExisting(user) || verdict.redeemsCouponFor(user);
        Usage usage = snapshot == null ? Usage.UNKNOWN : snapshot.usage(user, existing);
        return violations(request, snapshot, usage, now);
    }

    private List<Violation> violations(
            RedemptionRequest request, @Nullable Snapshot snapshot, Usage usage, Instant now) {
        List<Violation> ofRequest = requestRules.violations(rule -> rule.check(request));
        List<Violation> ofState = snapshot == null
                ? List.of(Violation.of(ViolationCode.UNKNOWN_REDEEMABLE))
                : stateRules.violations(rule -> rule.check(snapshot.terms(), usage, request, now));
        if (!ofRequest.isEmpty()) {
            List<Violation> both = new ArrayList<>(ofRequest);
            both.addAll(ofState);
            return both;
        }
        if (!ofState.isEmpty() || snapshot == null) {
            return ofState;
        }
        Violation tooManyDecimals = policy.tooManyDecimals(snapshot.terms(), request.value());
        Violation impossibility = tooManyDecimals == null ? snapshot.impossibility(request) : tooManyDecimals;
        return impossibility == null ? List.of() : List.of(impossibility);
    }

    /** Evaluates a request as of now, and records nothing. */
    ValidationResult validate(RedemptionRequest request) {
        RedeemableSlot slot = catalogue.find(request.redeemable());
        Snapshot snapshot = slot == null ? null : slot.snapshot();
        String user = request.redeemer().userId();
        Usage usage =
                snapshot == null ? Usage.UNKNOWN : snapshot.usage(user, user == null ? null : users.isExisting(user));
        return new ValidationResult(
                violations(request, snapshot, usage, time.now()),
                snapshot == null ? null : new RedeemableState(snapshot.terms(), usage, snapshot.issuedAt()));
    }

    /** Returns the second of a time, and the same object for the redemptions of one second, because each is kept. */
    private Instant second(Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        Instant last = lastSecond;
        if (second.equals(last)) {
            return last;
        }
        lastSecond = second;
        return second;
    }

    private Redemption redemption(RedemptionAttempt attempt, Instant now) {
        RedemptionRequest request = attempt.request();
        String user = request.redeemer().userId();
        boolean isCustomer = request.redeemable().kind() != RedeemableKind.GIFT_CARD;
        return Redemption.builder(RedemptionId.of("res-" + ids.token(25)), request.redeemable(), second(now))
                .redeemer(request.redeemer())
                .value(request.value())
                .transactionId(attempt.transactionId())
                .customerId(user != null && isCustomer ? users.customerId(user) : null)
                .build();
    }
}
