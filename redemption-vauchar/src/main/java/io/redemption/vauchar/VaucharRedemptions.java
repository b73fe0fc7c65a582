package io.redemption.vauchar;

import io.redemption.Redemptions;
import io.redemption.RedemptionsBuilder;
import io.redemption.cache.CachingRedemptionPort;
import io.redemption.events.RedemptionListener;
import io.redemption.port.CataloguePort;
import io.redemption.port.RedemptionPort;
import io.redemption.resilience.ResilientRedemptionPort;
import io.redemption.rules.StandardRules;
import io.redemption.vertx.VertxRedemptionPort;

/**
 * Connects to the Vauchar API, or to whoever speaks it. Stateless.
 *
 * <p>The stack, from the platform's code down: {@code Redemptions} (rules, attempts, journal, backstop, resolution),
 * the cache if it is turned on, resilience unless it is turned off, HTTP. {@link Redemptions#toString} shows it as one
 * line.
 */
public final class VaucharRedemptions {
    private VaucharRedemptions() {}

    /**
     * Redemptions over the whole client stack. Makes no connection yet and does not block. All redemptions of a process
     * share the threads of the transport, so that one for each merchant costs connections alone. Threads are daemons: a
     * forgotten {@link Redemptions#close} does not keep the process alive, and what is to end before the process does
     * is closed.
     *
     * <p>{@code close} takes no more calls, waits until the sends under way have told their true outcomes, and gives
     * every connection and timer back, and with the last redemptions the threads. It waits no longer than the send
     * timeout and 2 seconds; not at all on an event loop, which would wait for itself, or once its thread is
     * interrupted. Whether it waits or not, all is given back. The journal is not closed, because it was not made here.
     *
     * <p>Every call is logged by SLF4J on one line at debug, under the name of this class: operation, kind, ending,
     * codes and time, no ids, secrets or personal data. Warnings say what somebody has to mend.
     *
     * @param options how to reach the issuer, and everything else
     * @return the redemptions; one for each merchant is enough
     */
    public static Redemptions connect(VaucharOptions options) {
        return connectWithCatalogue(options).redemptions();
    }

    /**
     * The same stack as {@link #connect}, and beside the redemptions the lists of the issuer's redeemables, over the
     * same connections. A list is read as every other read is: with one deadline, repetition, the circuit breaker, the
     * rate limit and the bulkhead of reads. It does not come from the cache.
     *
     * @param options how to reach the issuer, and everything else
     * @return the redemptions and the lists; one for each merchant is enough
     */
    public static VaucharConnection connectWithCatalogue(VaucharOptions options) {
        RedemptionListener listener = options.listener().and(new LoggingListener());
        VertxRedemptionPort transport = VertxRedemptionPort.create(options.transport().toBuilder()
                .time(options.time())
                .listener(listener)
                .build());
        try {
            return over(transport, options, listener);
        } catch (RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    /** The one place where the stack is composed, a line for each layer. */
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
                .nonBlockingThreads(options::mustNotBlock)
                .ownedResource(
                        new TransportCloser(transport, options.transport().sendTimeout()));
        options.journal().ifPresent(redemptions::journal);
        options.completeOn().ifPresent(redemptions::completeOn);
        if (options.looksFirst()) {
            redemptions.lookFirst();
        }
        if (cached instanceof CachingRedemptionPort cache) {
            redemptions.ownedResource(cache); // and is told of changes, as the port that wants to know
        }
        CataloguePort catalogue = resilient instanceof CataloguePort lists ? lists : transport;
        return new VaucharConnection(redemptions.build(), catalogue);
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
