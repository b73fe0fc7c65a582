package io.redemption;

import static io.redemption.Arguments.required;

import io.redemption.internal.calls.CallerContext;
import io.redemption.internal.calls.UnsentCalls;
import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.CallOptions;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.Code;
import io.redemption.model.Decision;
import io.redemption.model.DecisionResult;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.ProbeResult;
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
import io.redemption.port.AttemptJournal;
import io.redemption.port.IdSource;
import io.redemption.port.ProbePort;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import java.time.Instant;
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
 * The entry point of platform code: look up, prepare, redeem, resolve, reverse and read, with any issuer. It checks
 * requests by the rules, journals an attempt before it is sent, sends no attempt twice to an issuer that does not
 * honour attempt ids, and returns only what is proven. Thread-safe; one per merchant is enough.
 *
 * <p>No method blocks or throws for what an issuer does. Every stage ends with an answer, with
 * {@link io.redemption.model.Unknown}, or with a {@link RedemptionException}, which on a write proves that this call
 * changed nothing. The exception proves nothing about an earlier call for the same attempt: what that left in doubt
 * stays in doubt. The completing thread is unspecified and may be an event loop, so continuations must not block. Each
 * caller gets their own stage. Cancelling it ends a read, or a write that was not sent. A write that was sent runs on,
 * and its outcome goes to the journal and the listener.
 */
public final class Redemptions implements AutoCloseable {
    private final UseCases useCases;
    private final RedemptionsContext context;
    private final CallLimit limit;
    private final LeftCalls left;
    private final BlockingRedemptions blocking;
    private final AtomicBoolean closed;
    private final @Nullable Redemptions whole;

    Redemptions(RedemptionsContext context) {
        this(UseCases.of(context), new AtomicBoolean(), null);
        useCases.watch().start();
    }

    private Redemptions(UseCases useCases, AtomicBoolean closed, @Nullable Redemptions whole) {
        this.useCases = useCases;
        this.context = useCases.context();
        this.limit = useCases.limit();
        this.left = new LeftCalls(useCases.doubts());
        this.blocking = new BlockingRedemptions(this, context, useCases.doubts());
        this.closed = closed;
        this.whole = whole;
    }

    /**
     * Creates redemptions with the standard rules and the machine's clock.
     *
     * @param port the port of the issuer; if it is a {@link RedeemablePort} too, it answers look-ups. The redemptions
     *     do not close it
     * @param journal where attempts are remembered
     * @return the redemptions
     */
    public static Redemptions over(RedemptionPort port, AttemptJournal journal) {
        return builder(port).journal(journal).build();
    }

    /**
     * Begins redemptions with options.
     *
     * @param port the port of the issuer; if it is a {@link RedeemablePort} too, it answers look-ups. The redemptions
     *     do not close it unless handed over with {@link RedemptionsBuilder#ownedResource}
     * @return a builder
     */
    public static RedemptionsBuilder builder(RedemptionPort port) {
        return new RedemptionsBuilder(port);
    }

    /**
     * Returns these redemptions for calls with options, {@link #blocking} included. The view shares the journal, the
     * watch over doubts and all resources with these, and costs little: make one for each call, or keep it. Closing it
     * closes nothing. {@link #decide} and {@link #recoverBaskets} have no options.
     *
     * <p>A call with a deadline ends by its deadline and 250 milliseconds. A read then fails with
     * {@link FailureCode#DEADLINE_EXCEEDED}. A write that certainly was not sent fails with it too; any other is
     * {@link io.redemption.model.Unknown}, with a ticket, and runs on as one that was cancelled. A resolution is still
     * unknown. A call that joins another of the same attempt shares its sends.
     *
     * @param options replace those of this view, if it is one
     * @return a view of these redemptions
     * @throws IllegalArgumentException if the port cannot heed one of the options, which the message names
     */
    public Redemptions with(CallOptions options) {
        Objects.requireNonNull(options, "options: null (expected: call options)");
        Redemptions origin = whole == null ? this : whole;
        return new Redemptions(UseCases.with(origin.useCases, options), closed, origin);
    }

    /** {@return what the issuer declares that it can do} */
    public Capabilities capabilities() {
        return context.port().capabilities();
    }

    /**
     * Returns whether an attempt is recognised whenever and wherever it is repeated: by an issuer that honours attempt
     * ids, or by a journal that survives restarts and is shared by all processes that make attempts, or is that of the
     * {@linkplain RedemptionsBuilder#singleNode only process}.
     *
     * @return whether a repeated attempt is never sent as a new one
     */
    public boolean recognisesAttempts() {
        AttemptJournal journal = context.journal();
        return capabilities().has(Capability.IDEMPOTENT_ATTEMPTS)
                || (journal.survivesRestart() && (journal.isShared() || context.isSingleNode()));
    }

    /**
     * Creates an attempt, so that it can be stored before it is redeemed. Runs no rule, and sends and journals nothing.
     *
     * @param request what to redeem
     * @return an attempt with new ids
     */
    public RedemptionAttempt prepare(RedemptionRequest request) {
        return prepare(request, context.ids().attemptId());
    }

    /**
     * Creates an attempt with an id of the caller: the idempotency key of their own caller, or the number of an order
     * and of its line, {@code AttemptId.of(orderId + "/" + line)}. One id is one use of one redeemable. The same id and
     * request give the same attempt, with the same transaction id, in every process. If an order is prepared again
     * after a crash, a journal that survives restarts or an issuer that honours attempt ids recognises it, and
     * {@link RedemptionsBuilder#lookFirst} finds it. Without one of them it is sent again.
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
     * Redeems an attempt. May always be repeated. An attempt under way is joined, and a settled one is answered from
     * the journal; both answers are marked as replayed. One in doubt stays in doubt until it is resolved; an issuer
     * that honours attempt ids is asked again. One that was reversed is refused with
     * {@link io.redemption.model.ViolationCode#ATTEMPT_REVERSED}, and an id with other content is refused. What the
     * journal knows wins over the rules, which may have changed since. The rules decide only if nothing is known, and
     * nothing is sent against them. If the journal does not know the attempt, a refusal by the rules proves only that
     * this call changed nothing.
     *
     * <p>A second attempt with the same unique transaction id on the same redeemable is answered as the first if it
     * asks for the same value for the same user; otherwise it is refused with
     * {@link io.redemption.model.ViolationCode#TRANSACTION_REUSED}. The id is free again once the first attempt is
     * refused, absent or reversed.
     *
     * <p>After a restart, a journal that {@linkplain AttemptJournal#survivesRestart survives} it knows every attempt
     * that was sent, so an attempt that it does not know is sent. With any other journal, and an issuer that does not
     * honour attempt ids, an attempt that these redemptions did not prepare fails with
     * {@link io.redemption.model.FailureCode#ORIGIN_UNKNOWN}: use {@link #recover} or {@link #redeemFirst}.
     *
     * @param attempt from {@link #prepare}
     * @return redeemed, refused or unknown. Fails with a {@link RedemptionException} if this call, or the one under way
     *     that it joined, certainly changed nothing. An earlier call that was not answered, or was unknown, is still in
     *     doubt until it is repeated or resolved
     */
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return call(() -> useCases.redeemOperation().redeem(required("attempt", attempt), false, limit));
    }

    /**
     * Redeems an attempt of which the caller guarantees that it was never sent, for example because the order's row
     * says that it was only prepared. What the journal knows still wins. If it is not certain, use {@link #recover}.
     *
     * @param attempt from {@link #prepare}, in this process or another
     * @return as {@link #redeem(RedemptionAttempt)}
     */
    public CompletionStage<RedemptionOutcome> redeemFirst(RedemptionAttempt attempt) {
        return call(() -> useCases.redeemOperation().redeem(required("attempt", attempt), true, limit));
    }

    /**
     * Looks for an attempt that may have been sent, for example before a crash. Never sends. May always be repeated.
     * Once it is absent, {@link #redeem(RedemptionAttempt)} sends it.
     *
     * @param attempt from {@link #prepare}, in this process or another
     * @return what is known now; does not fail if the issuer cannot be read
     */
    public CompletionStage<Resolution> recover(RedemptionAttempt attempt) {
        return call(since -> {
            RedemptionAttempt wanted = required("attempt", attempt);
            return limit.bound(() -> useCases.resolver().recover(wanted), () -> left.recover(wanted, since));
        });
    }

    /**
     * Prepares and redeems in one step. Each call is a new attempt: repeating one redeems again.
     *
     * @param request what to redeem
     * @return as {@link #redeem(RedemptionAttempt)}
     */
    public CompletionStage<RedemptionOutcome> redeem(RedemptionRequest request) {
        return call(() -> useCases.redeemOperation().redeem(prepare(required("request", request)), false, limit));
    }

    /**
     * Redeems several attempts, all or nothing: either all are redeemed, or none stays redeemed, or the answer names
     * exactly the items that may still be. The same attempts in the same order are the same basket, which may always be
     * repeated. An attempt belongs to one basket, or is redeemed alone.
     *
     * <p>An issuer that declares {@link io.redemption.model.Capability#ATOMIC_BASKET} and
     * {@link io.redemption.model.Capability#IDEMPOTENT_ATTEMPTS} does it in one step, and remembers it: a refusal by
     * our rules, and a failure, prove that this call changed nothing; they prove nothing about an earlier call.
     *
     * <p>Over any other issuer the items are redeemed one after another, if there is a
     * {@link RedemptionsBuilder#basketJournal}; otherwise the call fails with
     * {@link io.redemption.model.FailureCode#NOT_SUPPORTED}. If one is refused or in doubt, those before it are
     * reversed. There is no isolation: until then others see them, and may be refused because of them, although no
     * limit is exceeded. A refused basket names the item that was refused first, and items after it may never have been
     * tried. An item that was redeemed and reversed can only be redeemed by a new attempt. After an unknown outcome,
     * the work goes on in the background while these redemptions are open, and {@link #recoverBaskets} takes it up in
     * the next process. An item that cannot be settled or reversed is reported as
     * {@link io.redemption.events.RedemptionListener#handedOver}. Cancelling has an effect only before the first item
     * is sent.
     *
     * @param attempts one or more, with distinct ids; at most {@value io.redemption.model.BasketRecord#MAX_STEPS} if
     *     they are redeemed one after another
     * @return all redeemed, none redeemed or unknown. Fails with a {@link RedemptionException} if this call certainly
     *     changed nothing, or undid what it had changed
     */
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return call(since -> {
            List<RedemptionAttempt> basket = new ArrayList<>();
            for (RedemptionAttempt attempt : required("attempts", attempts)) {
                basket.add(required("attempt " + basket.size(), attempt));
            }
            return limit.bound(
                    () -> useCases.redeemAll(List.copyOf(basket)),
                    () -> left.redeemAll(basket, Doubt.CANCELLED, since));
        });
    }

    /**
     * Begins to undo the baskets that an ended process left open in the {@link RedemptionsBuilder#basketJournal}, and
     * tries again those that were left to a person. Reads and reverses, and never sends. Call it after each start, and
     * from time to time if several processes share the journal; a basket to which another process appended lately is
     * left alone. May always be repeated, and by several processes at once. The work goes on in the background.
     *
     * @return how many baskets were taken up; 0 without a basket journal. Fails if the journal cannot be read
     */
    public CompletionStage<Integer> recoverBaskets() {
        return call(() -> useCases.recoverBaskets());
    }

    /**
     * Records what a person decided about an attempt in doubt, whether it was handed over or not. It claims no proof:
     * {@link #redeem(RedemptionAttempt)} answers {@link io.redemption.model.Unknown} with the decision, and sends
     * nothing. What is proven later, by a late answer, a resolution or a list, is recorded and answered whatever was
     * decided; if it is the opposite, the listener gets
     * {@link io.redemption.events.RedemptionListener#decisionContradicted}. A later decision replaces an earlier one.
     * Reads and sends nothing at the issuer. May be repeated.
     *
     * @param attempt the attempt
     * @param decision what was decided, by whom and why
     * @return whether it is recorded. Fails with {@link FailureCode#JOURNAL_FAILED} if that is not known
     */
    public CompletionStage<DecisionResult> decide(AttemptId attempt, Decision decision) {
        return call(() -> context.guardedJournal()
                .decide(required("attempt", attempt), required("decision", decision))
                .exceptionallyCompose(thrown -> failed(
                        FailureCode.JOURNAL_FAILED, "the journal did not answer whether the decision is recorded")));
    }

    /**
     * Tries once to resolve an unknown outcome, by reading what the issuer recorded. Never sends. May always be
     * repeated, in any process, and should be while the answer is still unknown. Cancelling ends the read.
     *
     * @param ticket from an unknown outcome
     * @return what is known now; does not fail if the issuer cannot be read
     */
    public CompletionStage<Resolution> resolve(Ticket ticket) {
        return call(() -> {
            Ticket asked = required("ticket", ticket);
            return limit.bound(() -> useCases.resolver().resolve(asked), () -> left.resolve(asked));
        });
    }

    /**
     * Reverses a redemption. May always be repeated: it is reversed once.
     *
     * @param reversal what to reverse
     * @return reversed, nothing to reverse, refused or unknown. Fails with a {@link RedemptionException} if this call
     *     certainly changed nothing
     */
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return call(since -> {
            Reversal wanted = required("reversal", reversal);
            return limit.bound(
                    () -> useCases.reverseOperation().reverse(wanted),
                    () -> left.reverse(wanted, Doubt.CANCELLED, since));
        });
    }

    /**
     * Finds an active redemption; a cache may answer. May always be repeated.
     *
     * @param redeemable what was redeemed
     * @param redemption which redemption
     * @return the redemption, or empty if it is certain that there is none
     */
    public CompletionStage<Optional<Redemption>> find(RedeemableId redeemable, RedemptionId redemption) {
        return find(redeemable, redemption, Freshness.CACHED_OK);
    }

    /**
     * Finds an active redemption. May always be repeated.
     *
     * @param redeemable what was redeemed
     * @param redemption which redemption
     * @param freshness whether a cache may answer
     * @return the redemption, or empty if it is certain that there is none
     */
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return call(() -> useCases.reads().find(redeemable, redemption, freshness));
    }

    /**
     * Reads the active redemptions of a redeemable. May always be repeated.
     *
     * @param redeemable what was redeemed
     * @param query which of them
     * @return the redemptions, newest first, or empty if there is no such redeemable
     */
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return call(() -> useCases.reads().history(redeemable, query));
    }

    /**
     * Reads a redeemable by its id. May always be repeated.
     *
     * @param id which one
     * @param freshness how old the answer may be
     * @return its terms and the known usage, or empty if there is none
     */
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        return call(() -> useCases.reads().lookup(id, freshness));
    }

    /**
     * Reads a redeemable by the code that a shopper typed. May always be repeated.
     *
     * @param code the code
     * @return its terms and the known usage, or empty if there is none
     */
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        return call(() -> useCases.reads().lookup(code));
    }

    /**
     * Returns the reasons why a request would be refused now. Advice, never a promise. The request rules are checked
     * first; only a request that they allow is sent to the issuer.
     *
     * @param request what would be redeemed
     * @return the reasons, or none
     */
    public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        return call(() -> useCases.reads().validate(request));
    }

    /**
     * Asks the issuer whether it is there, accepts the credentials and answers as the API, for health checks. A read of
     * one request, never repeated or cached, that may always be repeated. It passes a circuit breaker by: an open one
     * does not stop it, and its end neither opens nor closes one. It ends with the deadline of one send, or with that
     * of a call of the port.
     *
     * @return what was found out, also if the issuer cannot be reached. Fails with a {@link RedemptionException} if the
     *     issuer was not asked: {@code NOT_SUPPORTED} if the port is no {@link ProbePort}, {@code CLOSED},
     *     {@code OVERLOADED}
     */
    public CompletionStage<ProbeResult> probe() {
        return call(() -> useCases.reads().probe());
    }

    /** {@return the same methods for callers who block} */
    public BlockingRedemptions blocking() {
        return blocking;
    }

    /**
     * Accepts no more calls, ends what resolves doubts in the background, and closes the owned resources. Calls under
     * way run on to their end. May be repeated. Has no effect on a view {@linkplain #with with options}.
     */
    @Override
    public void close() {
        if (whole == null && closed.compareAndSet(false, true)) {
            useCases.close();
        }
    }

    /** Makes a call that is told when it begins, which is read only if the call has a deadline. */
    private <T> CompletionStage<T> call(Function<Instant, CompletionStage<T>> call) {
        return call(() -> call.apply(limit.hasDeadline() ? context.time().now() : Instant.EPOCH));
    }

    /**
     * Makes a call whose failures all come through its stage, and completes it on the executor of the platform, with
     * the context of the caller.
     */
    private <T> CompletionStage<T> call(Supplier<CompletionStage<T>> call) {
        Delivery delivery = useCases.delivery();
        CallerContext caller = delivery.capture();
        CompletionStage<T> answer;
        try {
            answer = closed.get()
                    ? failed(FailureCode.CLOSED, "these redemptions are closed")
                    : caller == null ? call.get() : caller.here(call);
        } catch (RedemptionException refused) {
            answer = CompletableFuture.failedStage(refused);
        } catch (Throwable broken) {
            answer = CompletableFuture.failedStage(UnsentCalls.broken(broken));
        }
        return delivery.of(answer, caller);
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
