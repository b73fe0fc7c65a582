package io.redemption.inmemory;

import io.redemption.model.BasketOutcome;
import io.redemption.model.CallOptions;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.Code;
import io.redemption.model.Completeness;
import io.redemption.model.CurrencyCode;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.ProbeResult;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.ValidationResult;
import io.redemption.port.CallOptionsPort;
import io.redemption.port.IdSource;
import io.redemption.port.IssuingPort;
import io.redemption.port.ProbePort;
import io.redemption.port.RedeemablePort;
import io.redemption.port.TimeSource;
import io.redemption.rules.RequestRule;
import io.redemption.rules.RuleSet;
import io.redemption.rules.StandardRules;
import io.redemption.rules.StateRule;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An issuer in memory. It enforces limits and balances for any number of threads, and forgets everything when the
 * process ends. It declares every {@link Capability}.
 *
 * <p><b>Threads.</b> Thread-safe. Every stage is complete when it is returned, completed by the calling thread. No
 * method throws or blocks; a missing argument fails the stage with {@link FailureCode#INVALID_ARGUMENT}. Reads take no
 * lock, and see terms, usage and history of a redeemable at one moment.
 *
 * <p><b>Atomicity.</b> Checking the rules and recording is one atomic step for each redeemable, and for all redeemables
 * of a basket together. Rules run without a lock, against a snapshot, possibly several times for one call: they may be
 * slow, and may call this issuer. The clock is read once for each evaluation. A call that loses 1,000 evaluations in a
 * row to other callers' redemptions fails with {@link FailureCode#OVERLOADED}; a rule that throws fails it with
 * {@link FailureCode#BROKEN_RULE}. In both cases nothing has changed. A gift card's balance never falls below zero,
 * whatever the rules.
 *
 * <p><b>Audience.</b> A user exists while a redemption of any coupon of this issuer counts for them. They are new again
 * when it is reversed, unless the {@link ReversalPolicy} keeps the user's slot. This is exact for sequential calls, and
 * for concurrent calls on one coupon. Two concurrent first redemptions of <i>different</i> coupons may both count as a
 * new user's.
 *
 * <p><b>Replay.</b> An attempt id belongs to the call in which it was first answered:
 *
 * <ul>
 *   <li>The same attempt again gets the same answer, even if the reason of its refusal has passed. If its redemption
 *       was reversed in the meantime, it is refused as {@code attempt_reversed}, and a reversal of another redemption
 *       does not count. A failed stage is no answer.
 *   <li>The same attempts as a basket, in the same order, get the same answer; if some of its redemptions were
 *       reversed, the basket is refused at their positions, and the others stand.
 *   <li>An attempt of a redeemed basket that is sent alone is answered with its redemption. One of a refused basket is
 *       refused for its own reasons, or as {@code attempt_reused} if it had none.
 *   <li>Anything else under a known id is refused as {@code attempt_reused}: other content, another basket, or a basket
 *       with an attempt that was answered alone. The refusal says whether a redemption of that id stands
 *       ({@code redeemed}: {@code yes} or {@code no}). Such a basket is refused for these items only; the others are
 *       not evaluated.
 * </ul>
 *
 * <p>Redeemed attempts are remembered forever. Of the refused calls, the newest
 * {@link Builder#maxRememberedRefusals(int)} are remembered; older ones are evaluated again, which cannot redeem
 * anything twice.
 */
public final class InMemoryRedemptionPort implements CallOptionsPort, RedeemablePort, IssuingPort, ProbePort {
    /** How many refused calls are remembered by default: {@value}. */
    public static final int DEFAULT_MAX_REMEMBERED_REFUSALS = 100_000;

    /** How many decimals of a value are kept by default: {@value}, as in the Vauchar API. */
    public static final int DEFAULT_MAX_SCALE = 2;

    private final Catalogue catalogue = new Catalogue();
    private final Capabilities capabilities;
    private final RuleEvaluator evaluator;
    private final StateReads reads;
    private final IssueTransition issueTransition;
    private final RedeemTransition redeemTransition;
    private final ReverseTransition reverseTransition;

    private InMemoryRedemptionPort(Builder builder) {
        TimeSource time = builder.time;
        IssuePolicy policy = new IssuePolicy(builder.maxScale, builder.currencyDecimals);
        this.capabilities = new Capabilities(EnumSet.allOf(Capability.class), builder.maxScale);
        KnownUsers users = new KnownUsers(builder.ids);
        RuleSet<RequestRule> requestRules =
                builder.requestRules == null ? StandardRules.forRequests(builder.maxScale) : builder.requestRules;
        this.evaluator =
                new RuleEvaluator(requestRules, builder.stateRules, policy, catalogue, users, time, builder.ids);
        this.reads = new StateReads(catalogue, time);
        this.issueTransition = new IssueTransition(policy, catalogue, time);
        this.redeemTransition = new RedeemTransition(evaluator, new ReplayStore(builder.maxRememberedRefusals), users);
        this.reverseTransition = new ReverseTransition(catalogue, users, time, builder.reversalPolicy);
    }

    /**
     * {@return an issuer with the standard rules, this machine's clock, ids that cannot be guessed, and reversals that
     * restore everything}
     */
    public static InMemoryRedemptionPort create() {
        return builder().build();
    }

    /** {@return a builder with the defaults of {@link #create}} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Issues a redeemable under the id of its terms. A code is unique across all kinds, and no two codes look alike:
     * they are compared in the normal form NFC and without invisible characters. May be repeated: the same terms under
     * the same id are issued once.
     *
     * @param terms what to issue
     * @return its id. Fails with {@link FailureCode#INVALID_ARGUMENT} if the id or the code is taken by other terms; if
     *     a term is not known; if they have ended; if a gift card is worth nothing; if the value has more decimals than
     *     the {@link Builder#maxScale} or the currency has, or the currency is not known, see
     *     {@link Builder#currencyDecimals}; if the code holds a character that a shopper cannot see. The message says
     *     which, and what is expected
     */
    @Override
    public CompletionStage<RedeemableId> issue(Redeemable terms) {
        return ImmediateStages.completedBy(() -> issueTransition.issue(ImmediateStages.required("terms", terms)));
    }

    /**
     * Issues a redeemable that was issued before, as {@link #issue} does, but it may have ended since. For catalogues,
     * and for tests of ended redeemables.
     *
     * @param terms what was issued
     * @return its id. Fails as {@link #issue} does, but not for terms that have ended
     */
    public CompletionStage<RedeemableId> restore(Redeemable terms) {
        return ImmediateStages.completedBy(() -> issueTransition.restore(ImmediateStages.required("terms", terms)));
    }

    /**
     * Issues all redeemables or none in one atomic step, each as {@link #issue} does.
     *
     * @param terms one or more with distinct ids and codes
     * @return their ids in the order of the terms. Fails with {@link FailureCode#INVALID_ARGUMENT} if there are none,
     *     or one of them cannot be issued, or an id or a code occurs twice; then none was issued
     */
    @Override
    public CompletionStage<List<RedeemableId>> issueAll(List<? extends Redeemable> terms) {
        return ImmediateStages.completedBy(() -> issueTransition.issueAll(ImmediateStages.required("terms", terms)));
    }

    @Override
    public CompletionStage<CataloguePage> catalogue(CatalogueQuery query) {
        return ImmediateStages.completedBy(() -> catalogue.page(ImmediateStages.required("query", query)));
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return ImmediateStages.completedBy(() -> redeemTransition.redeem(ImmediateStages.required("attempt", attempt)));
    }

    /**
     * Redeems all redeemables or none in one atomic step. Items count in their order: a later one is evaluated as if
     * the earlier ones that were not refused were redeemed. Each refusal held at a moment within the call.
     *
     * @param attempts one or more attempts with distinct ids; redeemables may repeat
     * @return all redeemed, or none with the refusals of all items that have one. Fails with
     *     {@link FailureCode#INVALID_ARGUMENT} if there is no attempt or an id occurs twice
     */
    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return ImmediateStages.completedBy(
                () -> redeemTransition.redeemAll(ImmediateStages.required("attempts", attempts)));
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return ImmediateStages.completedBy(
                () -> reverseTransition.reverse(ImmediateStages.required("reversal", reversal)));
    }

    /**
     * {@inheritDoc}
     *
     * @param redeemable what was redeemed
     * @param redemption which redemption
     * @param freshness has no effect: every answer is current
     * @return the redemption, or empty if there is none
     */
    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return ImmediateStages.completedBy(
                () -> reads.find(redeemable, ImmediateStages.required("redemption", redemption)));
    }

    /**
     * Reads the active redemptions of a redeemable, newest first. Without a limit the answer holds all that match. A
     * cursor stays valid whatever is written in the meantime: later pages hold what is older than the page that gave
     * it.
     *
     * @param redeemable what was redeemed
     * @param query which of them
     * @return the redemptions, {@linkplain Completeness#PROVEN proven} complete from the cursor on unless the limit cut
     *     them, or empty if there is no such redeemable. Fails with {@link FailureCode#INVALID_ARGUMENT} for a cursor
     *     that is not from this issuer
     */
    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return ImmediateStages.completedBy(() -> reads.history(redeemable, ImmediateStages.required("query", query)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Returns this port: every call ends at once, and there is always room.
     */
    @Override
    public InMemoryRedemptionPort withOptions(CallOptions options) {
        return this;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    /** {@return always good: it is in this process} */
    @Override
    public CompletionStage<ProbeResult> probe() {
        return CompletableFuture.completedStage(ProbeResult.good(false));
    }

    /**
     * Reads a redeemable by its id. The usage holds the figures that limits are checked against, but none about a
     * single user.
     *
     * @param id which one
     * @param freshness has no effect: every answer is current
     * @return its terms and usage at one moment, or empty if there is none
     */
    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        return ImmediateStages.completedBy(() -> reads.state(id));
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        return ImmediateStages.completedBy(() -> reads.state(ImmediateStages.required("code", code)));
    }

    @Override
    public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        return ImmediateStages.completedBy(() -> evaluator.validate(ImmediateStages.required("request", request)));
    }

    /**
     * Reads the whole ledger of a redeemable, reversals included, as it is now.
     *
     * @param redeemable whose
     * @return the entries, oldest first; empty also if there is no such redeemable. Unmodifiable
     */
    public List<LedgerEntry> ledger(RedeemableId redeemable) {
        return reads.ledger(redeemable);
    }

    /** {@return how many redeemables were issued; no ids} */
    @Override
    public String toString() {
        return "InMemory(" + catalogue.size() + " issued)";
    }

    /** Collects the options of an issuer. Not thread-safe. */
    public static final class Builder {
        private TimeSource time = TimeSource.system();
        private IdSource ids = IdSource.secure();
        private RuleSet<StateRule> stateRules = StandardRules.forStates();
        private @Nullable RuleSet<RequestRule> requestRules;
        private int maxScale = DEFAULT_MAX_SCALE;
        private final Map<CurrencyCode, Integer> currencyDecimals = new HashMap<>();
        private ReversalPolicy reversalPolicy = ReversalPolicy.ALL;
        private int maxRememberedRefusals = DEFAULT_MAX_REMEMBERED_REFUSALS;

        private Builder() {}

        /**
         * Sets the issuer's clock; by default this machine's.
         *
         * @param time the clock; nothing is scheduled on it
         * @return this builder
         */
        public Builder time(TimeSource time) {
            this.time = time;
            return this;
        }

        /**
         * Sets the source of redemption and customer ids; by default one that cannot be guessed.
         *
         * @param ids the source; a seeded one makes a single-threaded run repeatable
         * @return this builder
         */
        public Builder ids(IdSource ids) {
            this.ids = ids;
            return this;
        }

        /**
         * Sets the rules that check the state of a redeemable; by default {@link StandardRules#forStates}.
         *
         * @param rules pure functions; they may run several times for one call, on any caller's thread
         * @return this builder
         */
        public Builder stateRules(RuleSet<StateRule> rules) {
            this.stateRules = rules;
            return this;
        }

        /**
         * Sets the rules that check a request by itself; by default {@link StandardRules#forRequests} with the
         * {@link #maxScale}.
         *
         * @param rules pure functions; they may run several times for one call, on any caller's thread
         * @return this builder
         */
        public Builder requestRules(RuleSet<RequestRule> rules) {
            this.requestRules = rules;
            return this;
        }

        /**
         * Sets how many decimals of a value the issuer declares to keep; by default {@value #DEFAULT_MAX_SCALE}. Values
         * with more are refused by the standard request rules.
         *
         * @param decimals from 0 to 4
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxScale(int decimals) {
            this.maxScale = new Capabilities(Set.of(), decimals).maxScale();
            return this;
        }

        /**
         * Sets how many decimals amounts of a currency have; by default {@link CurrencyCode#decimals}, which knows no
         * private currencies such as points. Terms and redemptions have no more decimals than their currency and the
         * {@link #maxScale}.
         *
         * @param currency three letters
         * @param decimals from 0 to 4
         * @return this builder
         * @throws IllegalArgumentException if one is out of range
         */
        public Builder currencyDecimals(String currency, int decimals) {
            currencyDecimals.put(CurrencyCode.of(currency), new Capabilities(Set.of(), decimals).maxScale());
            return this;
        }

        /**
         * Sets what a reversal restores; by default {@link ReversalPolicy#ALL}.
         *
         * @param policy what it restores
         * @return this builder
         */
        public Builder reversalPolicy(ReversalPolicy policy) {
            this.reversalPolicy = policy;
            return this;
        }

        /**
         * Sets how many refused calls are remembered, so that they get the same answer when they are repeated; by
         * default {@value #DEFAULT_MAX_REMEMBERED_REFUSALS}. Redeemed attempts are remembered forever and do not count.
         *
         * @param max 0 or more
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxRememberedRefusals(int max) {
            if (max < 0) {
                throw new IllegalArgumentException("max remembered refusals: " + max + " (expected: 0 or more)");
            }
            this.maxRememberedRefusals = max;
            return this;
        }

        /** {@return an issuer without redeemables} */
        public InMemoryRedemptionPort build() {
            return new InMemoryRedemptionPort(this);
        }
    }
}
