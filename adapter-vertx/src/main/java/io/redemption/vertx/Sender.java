package io.redemption.vertx;

import io.redemption.FailureCode;
import io.redemption.Operation;
import io.redemption.RedeemableKind;
import io.redemption.RedemptionException;
import io.redemption.RedemptionListener;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends: to one origin, with the credentials of the moment, within the deadline. Thread-safe. */
final class Sender {
    private static final String JSON = "application/json";

    /** Leaves the place in the pool's queue a little later than the send itself ends, so that the deadline is what is told. */
    private static final Duration AFTER_DEADLINE = Duration.ofMillis(50);

    private final VertxRedemptionOptions options;
    private final HttpClients clients;
    private final TimeLimit limit;

    Sender(VertxRedemptionOptions options, HttpClients clients, TimeLimit limit) {
        this.options = options;
        this.clients = clients;
        this.limit = limit;
    }

    /** The same, for sends that end when this much time has passed from now on, if not before. */
    Sender within(Duration timeLeft) {
        return new Sender(options, clients, limit.orWithin(timeLeft, options.time()));
    }

    /** A send of an operation, not begun. */
    Send prepare(Outgoing outgoing, Operation operation, @Nullable RedeemableKind kind, int number) {
        return new Send(
                options.time(),
                outgoing,
                clients.of(operation).use().seat(),
                options.maxBodyBytes(),
                clients.room(),
                () -> tell(new RedemptionListener.Sent(operation, kind, number)));
    }

    /**
     * Begins a send.
     *
     * @throws RedemptionException if the port is closed, no time is left, or there are no credentials; nothing is sent then
     */
    void start(Send send, Outgoing outgoing, Operation operation) {
        HttpPool pool = clients.of(operation);
        if (pool.use().isClosed()) {
            throw closed();
        }
        Duration timeLeft = limit.timeLeft(options.sendTimeout());
        if (timeLeft.isNegative() || timeLeft.isZero()) {
            throw new RedemptionException(
                    FailureCode.DEADLINE_EXCEEDED, "the time for the call has passed; nothing was sent");
        }
        Credentials sent = credentials();
        RequestOptions request = request(outgoing, sent, timeLeft);
        if (!send.start(pool.client(), request, timeLeft, () -> haveChangedSince(sent))) {
            throw closed();
        }
    }

    private static RedemptionException closed() {
        return new RedemptionException(FailureCode.CLOSED, "the port is closed; nothing was sent");
    }

    private RequestOptions request(Outgoing outgoing, Credentials credentials, Duration timeLeft) {
        Origin origin = options.origin();
        RequestOptions request = new RequestOptions()
                .setMethod(outgoing.method())
                .setHost(origin.host())
                .setPort(origin.port())
                .setSsl(origin.tls())
                .setURI(origin.target(outgoing.pathAndQuery()))
                .setFollowRedirects(false)
                .setConnectTimeout(timeLeft.plus(AFTER_DEADLINE).toMillis())
                .putHeader(HttpHeaders.AUTHORIZATION, credentials.authorization())
                .putHeader(HttpHeaders.ACCEPT, JSON);
        if (outgoing.body() != null) {
            request.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        }
        if (!outgoing.isWrite() && !outgoing.cachedOk()) {
            // A gateway on the way may keep answers; one to whom it matters does not want an old one.
            request.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        }
        String key = outgoing.idempotencyKey();
        if (key != null) {
            request.putHeader("Idempotency-Key", key);
        }
        return request;
    }

    private Credentials credentials() {
        Credentials credentials;
        try {
            credentials = options.credentials().credentials();
        } catch (RuntimeException e) {
            // Its message may hold what it was about to answer.
            throw noCredentials("threw " + e.getClass().getName());
        }
        if (credentials == null) {
            throw noCredentials("answered null");
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

    private void tell(RedemptionListener.Sent event) {
        try {
            options.listener().sent(event);
        } catch (RuntimeException swallowed) {
            // By the listener's contract: correctness never hangs on it, and there is nobody else to tell.
            return;
        }
    }
}
