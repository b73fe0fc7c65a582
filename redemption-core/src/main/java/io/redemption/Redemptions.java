package io.redemption;

import io.redemption.internal.calls.UnsentCalls;
import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Resolution;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.ValidationResult;
import io.redemption.model.Violation;
import io.redemption.port.AttemptJournal;
import io.redemption.port.IdSource;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What platform code holds: look up, prepare, redeem, resolve, reverse and read, over whatever issuer the deployment
 * chose. It judges requests by the rules, journals an attempt before it is sent, sends no attempt twice to an issuer
 * that does not honour attempt ids, and answers only what is proven. Thread-safe; one per merchant is enough.
 *
 * <p>No method blocks or throws for what an issuer does: every stage ends with an answer, with
 * {@link io.redemption.model.Unknown}, or with a {@link RedemptionException}, which on a write proves that this call
 * changed nothing. Of an earlier call for the same it proves nothing: what that left in doubt stays in doubt. The
 * completing thread is unspecified and may be an event loop, so continuations must not block. Each caller gets a stage
 * of her own: cancelling it ends a read or a write that was not sent; a write that was sent runs on, and its outcome
 * goes to the journal and the listener.
 */
public final class Redemptions implements AutoCloseable {
    private final RedemptionsContext context;
    private final ReadOperation readOperation;
    private final RedeemOperation redeemOperation;
    private final ReverseOperation reverseOperation;
    private final BasketOperation basketOperation;
    private final Resolver resolver;
    private final BlockingRedemptions blocking;
    private final Delivery delivery;
    private final AtomicBoolean closed = new AtomicBoolean();

    Redemptions(RedemptionsContext context) {
        MarkerRetention markers = new MarkerRetention(context.port()::capabilities, context.time());
        Doubts doubts = new Doubts(context, new DoubtClock(context.time(), context.portTimeout()));
        this.context = context;
        this.readOperation = new ReadOperation(context);
        this.resolver = new Resolver(context, readOperation, doubts, markers);
        this.redeemOperation = new RedeemOperation(context, doubts, resolver);
        this.reverseOperation = new ReverseOperation(context, doubts);
        this.basketOperation = new BasketOperation(context, doubts);
        this.blocking = new BlockingRedemptions(this, context, doubts);
        this.delivery = new Delivery(context.completeOn(), context.reporter());
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
     *     unless handed over with {@link RedemptionsBuilder#ownedResource}
     * @return a builder
     */
    public static RedemptionsBuilder builder(RedemptionPort port) {
        return new RedemptionsBuilder(port);
    }

    /** {@return what the issuer declares that it can do} */
    public Capabilities capabilities() {
        return context.port().capabilities();
    }

    /**
     * Whether an attempt is recognised whenever and wherever it is made again: by an issuer that honours attempt ids,
     * or by a journal that survives restarts and is shared by all processes that make attempts.
     *
     * @return whether nobody need fear that a repeated attempt is sent as a new one
     */
    public boolean recognisesAttempts() {
        AttemptJournal journal = context.journal();
        return capabilities().has(Capability.IDEMPOTENT_ATTEMPTS) || (journal.survivesRestart() && journal.isShared());
    }

    /**
     * Makes an attempt, so that it can be stored before it is redeemed. Does nothing else: no rule is run, nothing is
     * sent or journalled.
     *
     * @param request what to redeem
     * @return an attempt with ids of its own
     */
    public RedemptionAttempt prepare(RedemptionRequest request) {
        return prepare(request, context.ids().attemptId());
    }

    /**
     * Makes an attempt under an id that the caller has: the idempotency key of their own caller, or the number of an
     * order and of its line, {@code AttemptId.of(orderId + "/" + line)}. One id stands for one use of one redeemable.
     * The same id and request make the same attempt, with the same transaction id, in every process. An order that is
     * prepared again after a crash is recognised by a journal that survives restarts and by an issuer that honours
     * attempt ids, and found with {@link RedemptionsBuilder#lookFirst}; without one of them it is sent again.
     *
     * @param request what to redeem
     * @param id the attempt's id
     * @return the attempt
     */
    public RedemptionAttempt prepare(RedemptionRequest request, AttemptId id) {
        Objects.requireNonNull(request, "request: null (expected: a request)");
        Objects.requireNonNull(id, "id: null (expected: an attempt id)");
        return new RedemptionAttempt(
                id, request, transactionId(request, id), context.time().now(), context.origin());
    }

    private static @Nullable TransactionId transactionId(RedemptionRequest request, AttemptId id) {
        TransactionChoice choice = request.transaction();
        if (choice instanceof TransactionChoice.Unique unique) {
            return unique.id();
        }
        if (choice instanceof TransactionChoice.Prefixed prefixed) {
            return IdSource.transactionId(prefixed.prefix(), id, request.redeemable());
        }
        return choice instanceof TransactionChoice.AsGiven given
                ? given.id()
                : IdSource.transactionId(id, request.redeemable());
    }

    /**
     * Redeems an attempt. May be repeated always: an attempt under way is joined, a settled one answered from the
     * record (both hear that it is an answer again), one in doubt stays in doubt until it is resolved (an issuer that
     * honours attempt ids is asked again), one that was taken back is refused with
     * {@link io.redemption.model.ViolationCode#ATTEMPT_REVERSED}, and an id with other content is refused. What is
     * known of an attempt wins over the rules, which may have changed since: they decide only where nothing is known,
     * and nothing is sent against them. Where the journal has forgotten an attempt, or never had it, a refusal by the
     * rules says of this call alone that nothing changed.
     *
     * <p>A second attempt under a transaction id that is said to be unique, on the same redeemable, is answered as the
     * first if it asks for the same value for the same user; otherwise it is refused with
     * {@link io.redemption.model.ViolationCode#TRANSACTION_REUSED}. The id is free again once the first attempt is
     * refused, absent or taken back.
     *
     * <p>After a restart: a journal that {@linkplain AttemptJournal#survivesRestart survives} it knows every attempt
     * that was sent, so an attempt that it does not know is sent. With any other journal, and an issuer that does not
     * honour attempt ids, an attempt that these redemptions did not prepare fails with
     * {@link io.redemption.model.FailureCode#ORIGIN_UNKNOWN}: use {@link #recover} or {@link #redeemFirst}.
     *
     * @param attempt from {@link #prepare}
     * @return redeemed, refused or unknown. Fails with a {@link RedemptionException} if this call, or the one under way
     *     that it joined, certainly changed nothing; an earlier call that was not answered, or answered unknown, is as
     *     much in doubt as before, and repeating or resolving tells
     */
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return call(() -> redeemOperation.redeem(required("attempt", attempt), false));
    }

    /**
     * Redeems an attempt that was never sent: the caller vouches for that, for example because the order's row says
     * that it was only prepared. What the journal knows still wins. An attempt of which that is not certain is looked
     * for with {@link #recover}.
     *
     * @param attempt from {@link #prepare}, in this process or another
     * @return as {@link #redeem(RedemptionAttempt)}
     */
    public CompletionStage<RedemptionOutcome> redeemFirst(RedemptionAttempt attempt) {
        return call(() -> redeemOperation.redeem(required("attempt", attempt), true));
    }

    /**
     * Looks for an attempt of which nobody here knows whether it was sent, as after a crash; never sends. May be
     * repeated always. Once it is absent, {@link #redeem(RedemptionAttempt)} sends it.
     *
     * @param attempt from {@link #prepare}, in this process or another
     * @return what can be told now; does not fail because the issuer cannot be read
     */
    public CompletionStage<Resolution> recover(RedemptionAttempt attempt) {
        return call(() -> resolver.recover(required("attempt", attempt)));
    }

    /**
     * Prepares and redeems in one step. Each call is a new attempt: repeating one redeems again.
     *
     * @param request what to redeem
     * @return as {@link #redeem(RedemptionAttempt)}
     */
    public CompletionStage<RedemptionOutcome> redeem(RedemptionRequest request) {
        return call(() -> redeemOperation.redeem(prepare(required("request", request)), false));
    }

    /**
     * Redeems several attempts, all or nothing, in one step of the issuer. Needs an issuer that declares
     * {@link io.redemption.model.Capability#ATOMIC_BASKET} and
     * {@link io.redemption.model.Capability#IDEMPOTENT_ATTEMPTS}; with these, the same basket may be repeated always.
     * Baskets are not journalled: the issuer remembers them. So none redeemed by our own rules, and a failure, say of
     * this call that it changed nothing, and nothing of an earlier one.
     *
     * @param attempts one or more, with distinct ids
     * @return all redeemed, none redeemed or unknown. Fails with a {@link RedemptionException} if this call certainly
     *     changed nothing
     */
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return call(() -> {
            List<RedemptionAttempt> basket = new ArrayList<>();
            for (RedemptionAttempt attempt : required("attempts", attempts)) {
                basket.add(required("attempt " + basket.size(), attempt));
            }
            return basketOperation.redeemAll(List.copyOf(basket));
        });
    }

    /**
     * Looks once into an unknown outcome, by reading what the issuer recorded; never sends. May be repeated always, in
     * any process, and should be where the answer is still unknown. Cancelling ends the read.
     *
     * @param ticket from an unknown outcome
     * @return what can be told now; does not fail because the issuer cannot be read
     */
    public CompletionStage<Resolution> resolve(Ticket ticket) {
        return call(() -> resolver.resolve(required("ticket", ticket)));
    }

    /**
     * Takes a redemption back. May be repeated always: it is given back once.
     *
     * @param reversal what to take back
     * @return reversed, nothing to reverse, refused or unknown. Fails with a {@link RedemptionException} if this call
     *     certainly changed nothing
     */
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return call(() -> reverseOperation.reverse(required("reversal", reversal)));
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
        return call(() -> {
            RedemptionId id = required("redemption", redemption);
            Freshness age = required("freshness", freshness);
            return readOperation.read(
                    Operation.FIND,
                    required("redeemable", redeemable).kind(),
                    () -> context.port().find(redeemable, id, age));
        });
    }

    /**
     * Reads the active redemptions of a redeemable. May be repeated always.
     *
     * @param redeemable what was redeemed
     * @param query which of them
     * @return the redemptions, newest first, or empty if there is no such redeemable
     */
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return call(() -> {
            HistoryQuery part = required("query", query);
            return readOperation.read(
                    Operation.HISTORY,
                    required("redeemable", redeemable).kind(),
                    () -> context.port().history(redeemable, part));
        });
    }

    /**
     * Reads a redeemable by its id. May be repeated always.
     *
     * @param id which one
     * @param freshness how old the answer may be
     * @return its terms and what is told of its usage, or empty if there is none
     */
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        return call(() -> {
            Freshness age = required("freshness", freshness);
            return readOperation.read(
                    Operation.LOOKUP, required("id", id).kind(), () -> withRedeemables(port -> port.lookup(id, age)));
        });
    }

    /**
     * Reads a redeemable by the code that a shopper typed. May be repeated always.
     *
     * @param code the code
     * @return its terms and what is told of its usage, or empty if there is none
     */
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        return call(() -> {
            Code typed = required("code", code);
            return readOperation.read(Operation.LOOKUP, null, () -> withRedeemables(port -> port.lookup(typed)));
        });
    }

    /**
     * Asks what would speak against a request. Advice, never a promise. Request rules judge first; only a request that
     * they let pass is shown to the issuer.
     *
     * @param request what somebody wants to redeem
     * @return the advice
     */
    public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        return call(() -> {
            RedemptionRequest wanted = required("request", request);
            return readOperation.read(Operation.VALIDATE, wanted.redeemable().kind(), () -> validationResult(wanted));
        });
    }

    private @Nullable CompletionStage<ValidationResult> validationResult(RedemptionRequest request) {
        List<Violation> violations;
        try {
            violations = context.violations(request);
        } catch (RedemptionException brokenRule) {
            return CompletableFuture.failedStage(brokenRule);
        }
        return violations.isEmpty()
                ? withRedeemables(port -> port.validate(request))
                : CompletableFuture.completedStage(new ValidationResult(violations, null));
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
            context.closeResources();
        }
    }

    /** Makes a call whose failures all come through its stage, and delivers it where the platform wants it. */
    private <T> CompletionStage<T> call(Supplier<CompletionStage<T>> call) {
        CompletionStage<T> answer;
        try {
            answer = closed.get() ? failed(FailureCode.CLOSED, "these redemptions are closed") : call.get();
        } catch (RedemptionException refused) {
            answer = CompletableFuture.failedStage(refused);
        } catch (Throwable broken) {
            answer = CompletableFuture.failedStage(UnsentCalls.broken(broken));
        }
        return delivery.of(answer);
    }

    private static <A> A required(String name, @Nullable A argument) {
        if (argument == null) {
            throw new RedemptionException(
                    FailureCode.INVALID_ARGUMENT, name + ": null (expected: a value); nothing was sent");
        }
        return argument;
    }

    private <T> @Nullable CompletionStage<T> withRedeemables(
            Function<RedeemablePort, @Nullable CompletionStage<T>> call) {
        RedeemablePort redeemables = context.redeemables();
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
        return "Redemptions(" + context.port() + ")";
    }
}
