package io.redemption.vertx;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.Component;
import io.redemption.events.RedemptionListener.ComponentFailed;
import io.redemption.internal.calls.CallScope;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.vertx.TransportListener.Sent;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sends requests to one origin, with the current credentials, within the deadline. Thread-safe. */
final class Sender {
    private final VertxRedemptionOptions options;
    private final HttpClients clients;
    private final TimeLimit limit;
    private final @Nullable Duration deadlineOfCalls;
    private final RedemptionListener listener;
    private final @Nullable AdditionalHeaders headers;
    private final Predicate<Credentials> renewed;

    Sender(VertxRedemptionOptions options, HttpClients clients) {
        this.options = options;
        this.clients = clients;
        this.limit = TimeLimit.NONE;
        this.deadlineOfCalls = null;
        this.listener = options.listener().guarded();
        this.headers = AdditionalHeaders.of(options.requestHeaders(), listener);
        this.renewed = this::haveChangedSince;
    }

    private Sender(Sender whole, TimeLimit limit, @Nullable Duration deadlineOfCalls) {
        this.options = whole.options;
        this.clients = whole.clients;
        this.limit = limit;
        this.deadlineOfCalls = deadlineOfCalls;
        this.listener = whole.listener;
        this.headers = whole.headers;
        this.renewed = whole.renewed;
    }

    /** Returns a sender whose sends end at the latest when this much time from now has passed. */
    Sender withTimeLeft(Duration timeLeft) {
        return new Sender(this, limit.orWithin(timeLeft, options.time()), deadlineOfCalls);
    }

    /** Returns a sender each of whose calls has this deadline; none if it is {@code null}. */
    Sender withDeadlineOfCalls(@Nullable Duration deadline) {
        return new Sender(this, limit, deadline);
    }

    /** Returns the sender for a call that begins now. */
    Sender ofCall() {
        return deadlineOfCalls == null ? this : withTimeLeft(deadlineOfCalls);
    }

    /** Returns a request with the header fields that the platform adds, if it adds any. */
    HttpRequestSpec withHeaders(HttpRequestSpec spec, RedemptionCall call, @Nullable CallScope scope) {
        return headers == null ? spec : spec.with(headers.of(call, scope));
    }

    /**
     * Creates the exchange of an operation, not begun.
     *
     * @param receiver gets the result, once; must not throw
     */
    HttpExchange prepare(HttpRequestSpec spec, RedemptionCall call, int number, Consumer<SendResult> receiver) {
        return new HttpExchange(
                options.time(),
                spec,
                clients.of(spec),
                new IncomingResponse(spec, options.maxBodyBytes(), clients.budget()),
                renewed,
                () -> listener.notifyAs(TransportListener.class, l -> l.sent(new Sent(call, number))),
                receiver);
    }

    /**
     * Begins an exchange.
     *
     * @throws RedemptionException if the port is closed, no time is left, or there are no credentials; nothing was sent
     */
    void start(HttpExchange exchange, HttpRequestSpec spec) {
        HttpPool pool = clients.of(spec);
        if (pool.tracker().isClosed()) {
            throw closed();
        }
        Duration timeLeft = limit.timeLeft(options.sendTimeout());
        if (timeLeft.isNegative() || timeLeft.isZero()) {
            throw new RedemptionException(
                    FailureCode.DEADLINE_EXCEEDED, "the time for the call has passed; nothing was sent");
        }
        Credentials sent = credentials();
        if (!exchange.start(request(pool.client(), spec), sent, timeLeft)) {
            throw closed();
        }
    }

    private static RedemptionException closed() {
        return new RedemptionException(FailureCode.CLOSED, "the port is closed; nothing was sent");
    }

    /** Makes a request without a timeout of its own: the exchange ends at its deadline, wherever it is then. */
    private HttpRequest<Buffer> request(WebClient client, HttpRequestSpec spec) {
        return client.request(spec.method(), options.origin().target(spec.pathAndQuery()));
    }

    private Credentials credentials() {
        Credentials credentials;
        try {
            credentials = options.credentials().credentials();
        } catch (Throwable e) {
            // Its message may contain the credentials.
            String thrown = e.getClass().getName();
            listener.componentFailed(new ComponentFailed(Component.CREDENTIALS, thrown));
            throw noCredentials("threw " + thrown);
        }
        if (credentials == null) {
            throw noCredentials("returned null");
        }
        return credentials;
    }

    private boolean haveChangedSince(Credentials sent) {
        try {
            return !credentials().equals(sent);
        } catch (RedemptionException none) {
            return false;
        }
    }

    private static RedemptionException noCredentials(String why) {
        return new RedemptionException(
                FailureCode.NOT_AUTHORISED, "the credentials provider " + why + "; nothing was sent");
    }
}
