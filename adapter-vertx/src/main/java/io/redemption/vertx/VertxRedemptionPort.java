package io.redemption.vertx;

import io.redemption.events.RedemptionCall;
import io.redemption.internal.calls.UnsentCalls;
import io.redemption.model.BasketOutcome;
import io.redemption.model.CallOptions;
import io.redemption.model.Capabilities;
import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.Code;
import io.redemption.model.CodeInquiry;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Operation;
import io.redemption.model.ProbeResult;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.ValidationResult;
import io.redemption.port.CallOptionsPort;
import io.redemption.port.CataloguePort;
import io.redemption.port.DeadlineAwarePort;
import io.redemption.port.ProbePort;
import io.redemption.vertx.VertxRedemptionOptions.GiftCardTransactionId;
import io.redemption.wire.CreateRedemptionBody;
import io.redemption.wire.VaucharRoute;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The port to an issuer that offers the Vauchar API over HTTP. Each call is one send, or two for a look-up by code, a
 * voucher whose path is missing, and a reversal whose status is no proof. None is repeated, neither here nor by the
 * transport. Thread-safe.
 *
 * <p>A response counts only if its bytes show that it is the API's. A page of HTML never confirms, refuses or proves an
 * absence, nor does our own server's 404 for an unknown path.
 *
 * <p>Redirects are not followed, only HTTP/1.1 is used, responses are read up to a number of bytes, and the send's
 * deadline is absolute. If a send ends early, its phase alone decides what that proves: before the request was handed
 * to the transport, a write certainly did not happen and the stage fails; afterwards it is
 * {@link io.redemption.model.Unknown} unless a status says otherwise. A success whose content contradicts the attempt
 * is unknown too, and its connection is closed. Reversals, and reads of redemptions that must come from the issuer,
 * each have a fresh connection, so that no response to another request can be taken for theirs.
 *
 * <p>Stages complete on an event loop of Vert.x, on a timer thread, or on the caller's: continuations must not block.
 */
public final class VertxRedemptionPort
        implements DeadlineAwarePort, CallOptionsPort, CataloguePort, ProbePort, AutoCloseable {
    /** How long closing connections and threads may take after the last send has ended. */
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final VertxRedemptionOptions options;
    private final Sender sender;
    private final IssuerTime issuerTime;
    private final HistoryReader historyReader;
    private final RedeemableLookup redeemableLookup;
    private final CatalogueReader catalogueReader;
    private final CloseOnce closing;
    private final IssuerCapabilities capabilities;

    private VertxRedemptionPort(VertxRedemptionOptions options, HttpClients clients) {
        this.options = options;
        this.sender = new Sender(options, clients);
        this.issuerTime = new IssuerTime(options);
        this.historyReader = new HistoryReader(options);
        this.redeemableLookup = new RedeemableLookup(options);
        this.catalogueReader = new CatalogueReader(options, redeemableLookup);
        this.closing = new CloseOnce(clients::closeAsync);
        this.capabilities = new IssuerCapabilities(options);
    }

    private VertxRedemptionPort(VertxRedemptionPort whole, Sender limited) {
        this.options = whole.options;
        this.sender = limited;
        this.issuerTime = whole.issuerTime;
        this.historyReader = whole.historyReader;
        this.redeemableLookup = whole.redeemableLookup;
        this.catalogueReader = whole.catalogueReader;
        this.closing = whole.closing;
        this.capabilities = whole.capabilities;
    }

    /**
     * Creates a port on the Vert.x instance of the options, or on a shared one: the first such port creates it, and
     * {@link #close} of the last closes it. Its threads are daemons: a port that was not closed does not keep the
     * process alive, so close it before the process ends to finish its writes.
     *
     * @param options how to reach the issuer
     * @return the port
     * @throws IllegalArgumentException if the adjustment of the HTTP client would trust any certificate
     * @throws RedemptionException with {@link FailureCode#BROKEN_COMPONENT} if Vert.x, Netty or Jackson is there in a
     *     version that cannot be used; the message names it and the version wanted
     */
    public static VertxRedemptionPort create(VertxRedemptionOptions options) {
        Vertx platform = options.vertx();
        return platform == null
                ? TransportLibraries.ALL.linked(() -> new VertxRedemptionPort(options, HttpClients.onShared(options)))
                : create(platform, options);
    }

    /**
     * Creates a port on a Vert.x instance of the caller, which the port never closes. It closes its own connections.
     *
     * @param vertx where to open the connections
     * @param options how to reach the issuer
     * @return the port
     * @throws IllegalArgumentException if the adjustment of the HTTP client would trust any certificate
     * @throws RedemptionException with {@link FailureCode#BROKEN_COMPONENT} if Vert.x, Netty or Jackson is there in a
     *     version that cannot be used; the message names it and the version wanted
     */
    public static VertxRedemptionPort create(Vertx vertx, VertxRedemptionOptions options) {
        return TransportLibraries.ALL.linked(() -> new VertxRedemptionPort(options, HttpClients.on(vertx, options)));
    }

    /**
     * Returns whether the current thread is an event loop of any Vert.x instance, which must never wait for anything.
     *
     * @return whether it is
     */
    public static boolean isOnEventLoop() {
        return Context.isOnEventLoopThread();
    }

    /**
     * {@inheritDoc}
     *
     * <p>One POST, with the attempt's id in the header field {@code Idempotency-Key}. It is redeemed if the status is
     * 200, 201 or 203 with an echo that agrees with what was sent, and without a failure beside it, for example in
     * {@code error}, {@code success} or {@code status}. An echo with the attempt's own marker may have any time. The
     * time of another must be between the attempt and the response's {@code Date}, plus or minus
     * {@link VertxRedemptionOptions#maxClockSkew}, and the {@code Date} must agree with those of the ten responses
     * before. It is refused if the status is 400, 404, 409, 410 or 422 and the body is JSON or empty; with any other
     * body, such as the 404 of a web server, the stage fails with {@link FailureCode#MISCONFIGURED}.
     */
    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        if (attempt == null) {
            return UnsentCalls.missing("attempt");
        }
        PortCall<RedemptionOutcome> call = call(RedemptionCall.of(attempt));
        return call.answer(
                () -> post(attempt), result -> new RedeemAnswer(attempt, options, issuerTime).outcome(result));
    }

    private HttpRequestSpec post(RedemptionAttempt attempt) {
        boolean giftCardTransaction = options.giftCardTransactionId() == GiftCardTransactionId.SEND;
        return HttpRequestSpec.post(
                new VaucharRoute.AllRedemptions(attempt.redeemable()).path(),
                CreateRedemptionBody.of(attempt, giftCardTransaction).encode(),
                attempt.id().value(),
                options.maxBodyBytes());
    }

    /**
     * Fails with {@link FailureCode#NOT_SUPPORTED}: the API has no such operation.
     *
     * @param attempts ignored
     * @return a failed stage
     */
    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return CompletableFuture.failedStage(new RedemptionException(
                FailureCode.NOT_SUPPORTED, "the API redeems one redeemable at a time; nothing was sent"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>One DELETE. Only 204 proves by itself that it is reversed. After 200 with an empty body or a JSON object that
     * reports no failure, one GET must agree: of the redemption for coupons and gift cards, of the list for vouchers.
     * After 404 or 410 one GET of the list must succeed and not contain the redemption, or the outcome is unknown,
     * unless our own server says that the redemption is unknown. A list of more than 10,000 redemptions, or one with an
     * item that cannot be read, proves nothing. Each of these GETs has the send timeout, within the time of
     * {@link #withTimeLeft}.
     */
    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        if (reversal == null) {
            return UnsentCalls.missing("reversal");
        }
        RedeemableKind kind = reversal.redeemable().kind();
        PortCall<ReversalOutcome> call = call(Operation.REVERSE, kind);
        ReversalLook look = new ReversalLook(
                historyReader, reversal, operation -> call.serving(RedemptionCall.of(operation, kind)));
        return call.answer(() -> {
            HttpRequestSpec delete = HttpRequestSpec.delete(
                    new VaucharRoute.OneRedemption(reversal.redeemable(), reversal.redemption()).path(),
                    options.maxBodyBytes());
            return call.send(delete).thenCompose(new ReverseAnswer(reversal, options, issuerTime, look)::outcome);
        });
    }

    /**
     * {@inheritDoc}
     *
     * <p>One GET for coupons and gift cards. The API does not document one for vouchers: see
     * {@link VertxRedemptionOptions.VoucherGetOne}. A list proves an absence only with a count, which is not documented
     * for vouchers either.
     */
    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        if (redeemable == null || redemption == null || freshness == null) {
            return UnsentCalls.missing("redeemable, redemption or freshness");
        }
        PortCall<Optional<Redemption>> call = call(Operation.FIND, redeemable.kind());
        return call.answer(() -> historyReader.find(call, redeemable, redemption, freshness));
    }

    /**
     * {@inheritDoc}
     *
     * <p>One GET of the whole list, because the API has no pages: a cursor fails with
     * {@link FailureCode#NOT_SUPPORTED}. With a transaction id the list is searched in chunks, in constant memory, and
     * may have any size that the deadline allows; without one it may have {@link VertxRedemptionOptions#maxListBytes}
     * bytes. The first 10,000 redemptions are kept, and the first 100 of one transaction; a longer history is cut. The
     * issuer's time is that of the header field {@code Date}.
     */
    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        if (redeemable == null || query == null) {
            return UnsentCalls.missing("redeemable or query");
        }
        PortCall<Optional<RedemptionHistory>> call = call(Operation.HISTORY, redeemable.kind());
        return call.answer(() -> historyReader.list(call, redeemable, query));
    }

    /**
     * {@inheritDoc}
     *
     * <p>One GET, with {@code Cache-Control: no-cache} for gateways on the way unless the freshness is
     * {@link Freshness#CACHED_OK}, like every GET. The vendor mentions it for gift cards but does not document it: if
     * it does not exist, the result is empty or the read fails.
     */
    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        if (id == null || freshness == null) {
            return UnsentCalls.missing("id or freshness");
        }
        PortCall<Optional<RedeemableState>> call = call(Operation.LOOKUP, id.kind());
        return call.answer(() -> redeemableLookup.byId(call, id, freshness));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Sends {@code GET /validate}, which is not documented but which the vendor's shop plugin uses for codes of any
     * kind, and then reads the redeemable by its id. Where there is no such path, vouchers are still found in their
     * list. Fails with {@link FailureCode#INCOMPLETE} if nothing proves that the code does not exist, for example if
     * the issuer refuses it and names no redeemable.
     */
    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        if (code == null) {
            return UnsentCalls.missing("code");
        }
        PortCall<Optional<RedeemableState>> call = call(Operation.LOOKUP, null);
        return call.answer(() -> redeemableLookup.byCode(call, code));
    }

    /**
     * {@inheritDoc}
     *
     * <p>One GET. Sends the user of a coupon and the value of a gift card; the API accepts nothing else.
     */
    @Override
    public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        if (request == null) {
            return UnsentCalls.missing("request");
        }
        PortCall<ValidationResult> call =
                call(Operation.VALIDATE, request.redeemable().kind());
        return call.answer(() -> redeemableLookup.validate(call, request));
    }

    /**
     * {@inheritDoc}
     *
     * <p>One GET of the whole list, which may have {@link VertxRedemptionOptions#maxListBytes} bytes. Fails with
     * {@link FailureCode#NOT_SUPPORTED} where there is no such list.
     */
    @Override
    public CompletionStage<CataloguePage> catalogue(CatalogueQuery query) {
        if (query == null) {
            return UnsentCalls.missing("query");
        }
        PortCall<CataloguePage> call = call(Operation.LOOKUP, query.kind());
        return call.answer(() -> catalogueReader.list(call, query));
    }

    /**
     * {@inheritDoc}
     *
     * <p>One GET: of {@code /validate} for codes of any kind, which is not documented but which the vendor's shop
     * plugin uses, otherwise of {@code /coupons/validate} and its siblings.
     */
    @Override
    public CompletionStage<Optional<ValidationResult>> validate(CodeInquiry inquiry) {
        if (inquiry == null) {
            return UnsentCalls.missing("inquiry");
        }
        PortCall<Optional<ValidationResult>> call = call(Operation.VALIDATE, inquiry.kind());
        return call.answer(() -> catalogueReader.validate(call, inquiry));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Nothing is declared for Vauchar, which documents no capability. Values have two decimals by default. The
     * capabilities of {@link VertxRedemptionOptions.Issuer#REDEMPTION_SERVER} become those of
     * {@link VertxRedemptionOptions.Issuer#REDEMPTION_GATEWAY} with the first response that has the header field
     * {@code Redemption-Gateway}, which is reported to the listener once.
     */
    @Override
    public Capabilities capabilities() {
        return capabilities.now();
    }

    /**
     * {@inheritDoc}
     *
     * <p>One GET of {@code /verifycredentials} over a fresh connection, so that name resolution, TLS and certificate
     * are checked too; it ends with the send timeout. A gateway of this project answers it without asking its upstream.
     */
    @Override
    public CompletionStage<ProbeResult> probe() {
        PortCall<ProbeResult> call = call(Operation.PROBE, null);
        return call.answer(() -> Probe.of(call, options.maxBodyBytes()));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The time starts now and covers both sends of a call that makes two. When none is left, a call fails with
     * {@link FailureCode#DEADLINE_EXCEEDED} and sends nothing. Closing either port closes both.
     */
    @Override
    public DeadlineAwarePort withTimeLeft(Duration timeLeft) {
        return new VertxRedemptionPort(this, sender.withTimeLeft(timeLeft));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Does not wait for room: a call waits for a connection anyway, as long as its deadline allows.
     */
    @Override
    public VertxRedemptionPort withOptions(CallOptions calls) {
        CallOptionsPort.refuseRoomWait(this, calls);
        return new VertxRedemptionPort(
                this, sender.withDeadlineOfCalls(calls.deadline().orElse(null)));
    }

    /**
     * Begins to close and returns when that is done, as a stage. Later calls fail with {@link FailureCode#CLOSED}.
     * Sends under way continue and end with their true outcomes, at the latest after the send timeout. Then the
     * connections are closed, and with the last port that shares it the Vert.x instance. May be repeated.
     *
     * @return completes when no connection or timer of the port is left, nor a thread that no other port needs; never
     *     fails. Cancelling it has no effect on the closing
     */
    public CompletionStage<Void> closeAsync() {
        return closing.closeAsync();
    }

    /**
     * Closes as {@link #closeAsync} does, and waits until that is done: at most the send timeout plus 2 seconds, and
     * not at all on an event loop or once the thread is interrupted. Everything is closed whether it waits or not. May
     * be repeated.
     */
    @Override
    public void close() {
        closing.close(options.sendTimeout().plus(CLOSING));
    }

    private <T> PortCall<T> call(Operation operation, @Nullable RedeemableKind kind) {
        return call(RedemptionCall.of(operation, kind));
    }

    private <T> PortCall<T> call(RedemptionCall call) {
        return new PortCall<>(sender.ofCall(), issuerTime, capabilities, call);
    }

    /** {@return the settings, without secrets} */
    @Override
    public String toString() {
        return "Vertx(" + options + ")";
    }
}
