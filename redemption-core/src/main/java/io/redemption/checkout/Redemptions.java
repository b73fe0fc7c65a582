package io.redemption.checkout;

import io.redemption.Advice;
import io.redemption.AttemptId;
import io.redemption.BasketOutcome;
import io.redemption.Capabilities;
import io.redemption.Code;
import io.redemption.FailureCode;
import io.redemption.Freshness;
import io.redemption.HistoryQuery;
import io.redemption.Operation;
import io.redemption.RedeemableId;
import io.redemption.RedeemablePort;
import io.redemption.RedeemableState;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionException;
import io.redemption.RedemptionHistory;
import io.redemption.RedemptionId;
import io.redemption.RedemptionOutcome;
import io.redemption.RedemptionPort;
import io.redemption.RedemptionRequest;
import io.redemption.Resolution;
import io.redemption.Reversal;
import io.redemption.ReversalOutcome;
import io.redemption.Ticket;
import io.redemption.TransactionChoice;
import io.redemption.TransactionId;
import io.redemption.Violation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What platform code holds: look up, prepare, redeem, resolve, reverse and read, over whatever issuer the deployment
 * chose. It judges requests by the rules, journals an attempt before it is sent, sends no attempt twice to an issuer that
 * does not honour attempt ids, and answers only what is proven. Thread-safe; one per merchant is enough.
 *
 * <p>No method blocks or throws for what an issuer does: every stage ends with an answer, with
 * {@link io.redemption.Unknown}, or with a {@link RedemptionException}, which on a write proves that this call changed
 * nothing. Of an earlier call for the same it proves nothing: what that left in doubt stays in doubt. The completing thread is unspecified and may be an event loop, so continuations must not block. Each caller gets a stage of
 * her own: cancelling it ends a read or a write that was not sent; a write that was sent runs on, and its outcome goes to
 * the journal and the listener.
 */
public final class Redemptions implements AutoCloseable {
    private final Wiring wiring;
    private final Reading reading;
    private final Redeeming redeeming;
    private final Reversing reversing;
    private final Baskets baskets;
    private final Resolver resolver;
    private final BlockingRedemptions blocking;
    private final AtomicBoolean closed = new AtomicBoolean();

    Redemptions(Wiring wiring) {
        MarkerMemory markers = new MarkerMemory(wiring.port().capabilities());
        this.wiring = wiring;
        this.reading = new Reading(wiring);
        this.redeeming = new Redeeming(wiring, markers);
        this.reversing = new Reversing(wiring);
        this.baskets = new Baskets(wiring);
        this.resolver = new Resolver(wiring, reading, markers);
        this.blocking = new BlockingRedemptions(this, wiring);
    }

    /**
     * Redemptions with the standard rules and the machine's clock.
     *
     * @param port the way to the issuer; if it is a {@link RedeemablePort} too, it answers look-ups. Not closed by us
     * @param journal where attempts are remembered
     * @return the redemptions
     */
    public static Redemptions over(RedemptionPort port, AttemptJournal journal) {
        return builder(port).journal(journal).build();
    }

    /**
     * Begins redemptions with options.
     *
     * @param port the way to the issuer; if it is a {@link RedeemablePort} too, it answers look-ups. Not closed by us
     *     unless handed over with {@link RedemptionsBuilder#closing}
     * @return a builder
     */
    public static RedemptionsBuilder builder(RedemptionPort port) {
        return new RedemptionsBuilder(port);
    }

    /** {@return what the issuer declares that it can do} */
    public Capabilities capabilities() {
        return wiring.port().capabilities();
    }

    /**
     * Makes an attempt, so that it can be stored before it is redeemed. Does nothing else: no rule is run, nothing is sent
     * or journalled.
     *
     * @param request what to redeem
     * @return an attempt with ids of its own
     */
    public RedemptionAttempt prepare(RedemptionRequest request) {
        return prepare(request, wiring.ids().attemptId());
    }

    /**
     * Makes an attempt under an id that the caller has, such as the idempotency key of her own caller.
     *
     * @param request what to redeem
     * @param id the attempt's id
     * @return the attempt
     */
    public RedemptionAttempt prepare(RedemptionRequest request, AttemptId id) {
        return new RedemptionAttempt(
                id, request, transactionId(request.transaction()), wiring.time().now());
    }

    private @Nullable TransactionId transactionId(TransactionChoice choice) {
        if (choice instanceof TransactionChoice.Unique unique) {
            return unique.id();
        }
        if (choice instanceof TransactionChoice.Prefixed prefixed) {
            return wiring.ids().transactionId(prefixed.prefix());
        }
        return choice instanceof TransactionChoice.AsGiven given
                ? given.id()
                : wiring.ids().transactionId();
    }

    /**
     * Redeems an attempt. May be repeated always: an attempt under way is joined, a settled one answered from the record
     * (both hear that it is an answer again), one in doubt stays in doubt until it is resolved (an issuer that honours attempt ids is asked again), and an id with
     * other content is refused. What is known of an attempt wins over the rules, which may have changed since: they decide
     * only where nothing is known, and nothing is sent against them. Where the journal has forgotten an attempt, or never
     * had it, a refusal by the rules says of this call alone that nothing changed.
     *
     * @param attempt from {@link #prepare}
     * @return redeemed, refused or unknown. Fails with a {@link RedemptionException} if this call, or the one under way that
     *     it joined, certainly changed nothing; an earlier call that was not answered, or answered unknown, is as much in
     *     doubt as before, and repeating or resolving tells
     */
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return unlessClosed(() -> redeeming.redeem(attempt));
    }

    /**
     * Prepares and redeems in one step. Each call is a new attempt: repeating one redeems again.
     *
     * @param request what to redeem
     * @return as {@link #redeem(RedemptionAttempt)}
     */
    public CompletionStage<RedemptionOutcome> redeem(RedemptionRequest request) {
        return redeem(prepare(request));
    }

    /**
     * Redeems several attempts, all or nothing, in one step of the issuer. Needs an issuer that declares
     * {@link io.redemption.Capability#ATOMIC_BASKET} and {@link io.redemption.Capability#IDEMPOTENT_ATTEMPTS}; with these,
     * the same basket may be repeated always. Baskets are not journalled: the issuer remembers them. So none redeemed by
     * our own rules, and a failure, say of this call that it changed nothing, and nothing of an earlier one.
     *
     * @param attempts one or more, with distinct ids
     * @return all redeemed, none redeemed or unknown. Fails with a {@link RedemptionException} if this call certainly
     *     changed nothing
     */
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        List<RedemptionAttempt> basket = List.copyOf(attempts);
        return unlessClosed(() -> baskets.redeemAll(basket));
    }

    /**
     * Looks once into an unknown outcome, by reading what the issuer recorded; never sends. May be repeated always, in any
     * process, and should be where the answer is still unknown. Cancelling ends the read.
     *
     * @param ticket from an unknown outcome
     * @return what can be told now; does not fail because the issuer cannot be read
     */
    public CompletionStage<Resolution> resolve(Ticket ticket) {
        return unlessClosed(() -> resolver.resolve(ticket));
    }

    /**
     * Takes a redemption back. May be repeated always: it is given back once.
     *
     * @param reversal what to take back
     * @return reversed, nothing to reverse, refused or unknown. Fails with a {@link RedemptionException} if this call
     *     certainly changed nothing
     */
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return unlessClosed(() -> reversing.reverse(reversal));
    }

    /**
     * Finds an active redemption; a cache may answer. May be repeated always.
     *
     * @param redeemable what was redeemed
     * @param redemption which redemption
     * @return the redemption, or empty if it is certain that there is none
     */
    public CompletionStage<Optional<Redemption>> find(RedeemableId redeemable, RedemptionId redemption) {
        return find(redeemable, redemption, Freshness.CACHED_OK);
    }

    /**
     * Finds an active redemption. May be repeated always.
     *
     * @param redeemable what was redeemed
     * @param redemption which redemption
     * @param freshness whether a cache may answer
     * @return the redemption, or empty if it is certain that there is none
     */
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return unlessClosed(() -> reading.read(
                Operation.FIND, redeemable.kind(), () -> wiring.port().find(redeemable, redemption, freshness)));
    }

    /**
     * Reads the active redemptions of a redeemable. May be repeated always.
     *
     * @param redeemable what was redeemed
     * @param query which of them
     * @return the redemptions, newest first, or empty if there is no such redeemable
     */
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return unlessClosed(() -> reading.read(
                Operation.HISTORY, redeemable.kind(), () -> wiring.port().history(redeemable, query)));
    }

    /**
     * Reads a redeemable by its id. May be repeated always.
     *
     * @param id which one
     * @param freshness how old the answer may be
     * @return its terms and what is told of its usage, or empty if there is none
     */
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        return unlessClosed(() ->
                reading.read(Operation.LOOKUP, id.kind(), () -> withRedeemables(port -> port.lookup(id, freshness))));
    }

    /**
     * Reads a redeemable by the code that a shopper typed. May be repeated always.
     *
     * @param code the code
     * @return its terms and what is told of its usage, or empty if there is none
     */
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        return unlessClosed(
                () -> reading.read(Operation.LOOKUP, null, () -> withRedeemables(port -> port.lookup(code))));
    }

    /**
     * Asks what would speak against a request. Advice, never a promise. Request rules judge first; only a request that they
     * let pass is shown to the issuer.
     *
     * @param request what somebody wants to redeem
     * @return the advice
     */
    public CompletionStage<Advice> validate(RedemptionRequest request) {
        return unlessClosed(
                () -> reading.read(Operation.VALIDATE, request.redeemable().kind(), () -> advice(request)));
    }

    private @Nullable CompletionStage<Advice> advice(RedemptionRequest request) {
        List<Violation> violations;
        try {
            violations = wiring.violations(request);
        } catch (RedemptionException brokenRule) {
            return CompletableFuture.failedStage(brokenRule);
        }
        return violations.isEmpty()
                ? withRedeemables(port -> port.validate(request))
                : CompletableFuture.completedStage(new Advice(violations, null));
    }

    /** {@return the same use cases for callers who want to wait} */
    public BlockingRedemptions blocking() {
        return blocking;
    }

    /**
     * Takes no more calls and closes what was handed over to be closed. Calls under way run on to their end. May be
     * repeated.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            wiring.closeResources();
        }
    }

    private <T> CompletionStage<T> unlessClosed(Supplier<CompletionStage<T>> call) {
        return closed.get() ? failed(FailureCode.CLOSED, "these redemptions are closed") : call.get();
    }

    private <T> @Nullable CompletionStage<T> withRedeemables(
            Function<RedeemablePort, @Nullable CompletionStage<T>> call) {
        RedeemablePort redeemables = wiring.redeemables();
        return redeemables == null
                ? failed(FailureCode.NOT_SUPPORTED, "this issuer's redeemables cannot be looked up")
                : call.apply(redeemables);
    }

    private static <T> CompletionStage<T> failed(FailureCode code, String message) {
        return CompletableFuture.failedStage(new RedemptionException(code, message));
    }

    /** {@return the port's own description} */
    @Override
    public String toString() {
        return "Redemptions(" + wiring.port() + ")";
    }
}
