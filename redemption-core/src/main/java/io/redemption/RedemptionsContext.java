package io.redemption;

import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.Component;
import io.redemption.model.CallOptions;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Violation;
import io.redemption.port.AttemptJournal;
import io.redemption.port.BasketJournal;
import io.redemption.port.CallOptionsPort;
import io.redemption.port.ContextHook;
import io.redemption.port.IdSource;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionChangeListener;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import io.redemption.port.RedemptionPort;
import io.redemption.port.TimeSource;
import io.redemption.rules.RequestRule;
import io.redemption.rules.RuleSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The ports, options and tools that all operations share. Immutable. */
record RedemptionsContext(
        RedemptionPort port,
        @Nullable RedeemablePort redeemables,
        AttemptJournal journal,
        @Nullable BasketJournal basketJournal,
        RuleSet<RequestRule> rules,
        TimeSource time,
        IdSource ids,
        RedemptionListener listener,
        RedemptionChangeListener changeListener,
        Duration portTimeout,
        Duration maxExecutionDelay,
        Duration maxReadLag,
        Predicate<Thread> nonBlockingThreads,
        @Nullable Executor completeOn,
        @Nullable ContextHook contextHook,
        boolean looksFirst,
        boolean isSingleNode,
        ResolutionSettings resolution,
        String origin,
        List<AutoCloseable> resources) {

    /** Returns the limit of calls without options. */
    CallLimit unlimited() {
        return limit(CallOptions.NONE);
    }

    /** Returns the limit of calls with the options that the ports of this context heed. */
    CallLimit limit(CallOptions options) {
        return new CallLimit(options, port, time);
    }

    /**
     * Returns the same with ports for calls with options.
     *
     * @throws IllegalArgumentException if a port cannot heed one of the options, which the message names
     */
    RedemptionsContext with(CallOptions options) {
        RedemptionPort heeding = CallOptionsPort.of(port, options);
        RedeemablePort lookups = redeemables;
        if (port.equals(redeemables)) {
            lookups = heeding instanceof RedeemablePort both ? both : redeemables;
        } else if (redeemables instanceof CallOptionsPort other) {
            lookups = other.withOptions(options) instanceof RedeemablePort both ? both : redeemables;
        }
        return new RedemptionsContext(
                heeding,
                lookups,
                journal,
                basketJournal,
                rules,
                time,
                ids,
                listener,
                changeListener,
                portTimeout,
                maxExecutionDelay,
                maxReadLag,
                nonBlockingThreads,
                completeOn,
                contextHook,
                looksFirst,
                isSingleNode,
                resolution,
                origin,
                resources);
    }

    CallReporter reporter() {
        return new CallReporter(listener, time);
    }

    Backstop backstop() {
        return new Backstop(timeout());
    }

    GuardedJournal guardedJournal() {
        return new GuardedJournal(journal, timeout(), reporter());
    }

    JournalGuard journalGuard() {
        return new JournalGuard(timeout(), reporter());
    }

    QuietReads quietReads() {
        return new QuietReads(backstop(), reporter());
    }

    /** Returns the violations of the request rules; throws as {@link RuleSet#violations} does. */
    List<Violation> violations(RedemptionRequest request) {
        return rules.violations(rule -> rule.check(request));
    }

    private PortTimeout timeout() {
        return new PortTimeout(time, portTimeout);
    }

    /** Closes all owned resources, even if some of them throw. */
    void closeResources() {
        RuntimeException failed = null;
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (Exception thrown) {
                if (failed == null) {
                    failed = new IllegalStateException("a resource could not be closed", thrown);
                } else {
                    failed.addSuppressed(thrown);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** Notifies the change listener. Nothing that it throws reaches a call. */
    void notifyChange(RedeemableId id, Change change, @Nullable RedemptionChange redemption) {
        try {
            changeListener.changed(id, change, redemption);
        } catch (Throwable brokenListener) {
            // The call goes on: the redemption or reversal has happened.
            reporter().componentFailed(Component.CHANGE_LISTENER, brokenListener);
        }
    }
}
