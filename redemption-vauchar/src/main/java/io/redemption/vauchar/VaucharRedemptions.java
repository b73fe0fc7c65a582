package io.redemption.vauchar;

import io.redemption.Redemptions;
import io.redemption.RedemptionsBuilder;
import io.redemption.cache.CachingRedemptionPort;
import io.redemption.events.RedemptionListener;
import io.redemption.internal.calls.Libraries;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.port.CataloguePort;
import io.redemption.port.RedemptionPort;
import io.redemption.resilience.ResilienceOptions;
import io.redemption.resilience.ResilientRedemptionPort;
import io.redemption.rules.StandardRules;
import io.redemption.vertx.VertxRedemptionPort;
import java.time.Duration;

/**
 * Connects to the Vauchar API, or to another server that offers it. Stateless.
 *
 * <p>The layers, from the platform's code down: {@code Redemptions} (rules, attempts, journal, backstop, resolution),
 * the cache if it is turned on, resilience unless it is turned off, HTTP. {@link Redemptions#toString} shows them on
 * one line.
 */
public final class VaucharRedemptions {
    private static final Libraries LIBRARIES = Libraries.of(
            VaucharRedemptions.class, VaucharRedemptions.class.getResourceAsStream("libraries.properties"));

    private VaucharRedemptions() {}

    /**
     * Creates redemptions over the whole client stack. Opens no connection yet and does not block. All redemptions of a
     * process share the threads of the transport, so that one for each merchant costs only connections. Threads are
     * daemons: a missing {@link Redemptions#close} does not keep the process alive, so close before the process ends to
     * finish calls under way.
     *
     * <p>{@code close} rejects further calls, waits until the sends under way have their true outcomes, and closes all
     * connections and timers, and with the last redemptions the threads. It waits at most the send timeout plus 2
     * seconds, and not at all on an event loop, which would wait for itself, or once its thread is interrupted.
     * Everything is closed whether it waits or not. The journal is not closed, because it was not created here.
     *
     * <p>Every call is logged by SLF4J on one line, under the name of this class: operation, kind, attempt id, result,
     * codes and time; no secrets or personal data. At debug, or at info if the outcome is unknown. How a doubt was
     * settled is logged at info. Warnings say what requires action.
     *
     * @param options how to reach the issuer, and all other options
     * @return the redemptions; one for each merchant is enough
     * @throws RedemptionException with {@link FailureCode#BROKEN_COMPONENT} if Vert.x, Netty, Jackson, Resilience4j or
     *     Caffeine is there in a version that cannot be used; the message names it and the version wanted
     */
    public static Redemptions connect(VaucharOptions options) {
        return connectWithCatalogue(options).redemptions();
    }

    /**
     * Creates the layers of {@link #connect}, with the lists of the issuer's redeemables beside the redemptions, over
     * the same connections. A list is read like every other read: with one deadline, retries, the circuit breaker, the
     * rate limit and the bulkhead of reads. It does not come from the cache.
     *
     * @param options how to reach the issuer, and all other options
     * @return the redemptions and the lists; one for each merchant is enough
     * @throws RedemptionException as {@link #connect}
     */
    public static VaucharConnection connectWithCatalogue(VaucharOptions options) {
        return LIBRARIES.linked(() -> connected(options));
    }

    private static VaucharConnection connected(VaucharOptions options) {
        RedemptionListener listener = options.listener().and(new LoggingListener());
        VertxRedemptionPort transport = VertxRedemptionPort.create(options.transport().toBuilder()
                .time(options.time())
                .listener(listener)
                .build());
        try {
            return over(transport, options, listener);
        } catch (RuntimeException | LinkageError e) {
            transport.close();
            throw e;
        }
    }

    /** Composes the layers. */
    private static VaucharConnection over(
            VertxRedemptionPort transport, VaucharOptions options, RedemptionListener listener) {
        RedemptionPort resilient = resilient(transport, options, listener);
        RedemptionPort cached = cached(resilient, options, listener);
        RedemptionsBuilder redemptions = Redemptions.builder(cached)
                .requestRules(options.requestRules(
                        StandardRules.forRequests(cached.capabilities().maxScale())))
                .time(options.time())
                .ids(options.ids())
                .listener(listener)
                .portTimeout(options.portTimeout())
                .maxExecutionDelay(options.maxExecutionDelay())
                .maxReadLag(options.maxReadLag())
                .resolveWait(options.resolveWait(), deadline(options))
                .resolveInBackground(options.resolvesInBackground())
                .pollBudget(options.maxPollsInFlight(), options.maxPollsPerSecond())
                .nonBlockingThreads(options::mustNotBlock)
                .ownedResource(transport);
        options.journal().ifPresent(redemptions::journal);
        options.basketJournal().ifPresent(redemptions::basketJournal);
        options.completeOn().ifPresent(redemptions::completeOn);
        options.contextHook().ifPresent(redemptions::contextHook);
        if (options.looksFirst()) {
            redemptions.lookFirst();
        }
        if (options.isSingleNode()) {
            redemptions.singleNode();
        }
        if (cached instanceof CachingRedemptionPort cache) {
            redemptions.ownedResource(cache); // also receives changes, as a RedemptionChangeListener
        }
        CataloguePort catalogue = resilient instanceof CataloguePort lists ? lists : transport;
        return new VaucharConnection(redemptions.build(), catalogue, resilient);
    }

    /** Returns how long after its beginning a call ends at the latest. */
    private static Duration deadline(VaucharOptions options) {
        return options.resilience()
                .map(ResilienceOptions::totalDeadline)
                .orElse(options.transport().sendTimeout());
    }

    private static RedemptionPort resilient(RedemptionPort port, VaucharOptions options, RedemptionListener listener) {
        return options.resilience()
                .<RedemptionPort>map(resilience -> ResilientRedemptionPort.over(
                        port,
                        resilience.toBuilder()
                                .time(options.time())
                                .listener(listener)
                                .build()))
                .orElse(port);
    }

    private static RedemptionPort cached(RedemptionPort port, VaucharOptions options, RedemptionListener listener) {
        return options.cache()
                .<RedemptionPort>map(cache -> CachingRedemptionPort.over(
                        port,
                        cache.toBuilder()
                                .time(options.time())
                                .listener(listener)
                                .build()))
                .orElse(port);
    }
}
