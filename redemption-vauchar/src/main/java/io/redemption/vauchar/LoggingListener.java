package io.redemption.vauchar;

import io.redemption.events.RedemptionCall;
import io.redemption.model.AttemptId;
import io.redemption.resilience.ResilienceListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs one line for each call at debug, or at info if its outcome is unknown, and a warning for what requires action.
 * Logs enumerations, codes, attempt ids and times only, and no text from issuers or shoppers except the issuer's codes;
 * none of them can contain a line break. Thread-safe.
 */
final class LoggingListener implements ResilienceListener {
    static final Logger LOG = LoggerFactory.getLogger(VaucharRedemptions.class);

    /** The age from which on a doubt is warned of, once. */
    static final Duration OLD = Duration.ofMinutes(10);

    /** The most old doubts that are remembered; one that is forgotten is warned of again. */
    private static final int MAX_OLD = 1_000;

    private final Map<AttemptId, Boolean> old = new LinkedHashMap<>();

    @Override
    public void ended(Ended event) {
        Level level = event.result() == CallResult.UNKNOWN ? Level.INFO : Level.DEBUG;
        if (LOG.isEnabledForLevel(level)) {
            LOG.atLevel(level)
                    .log(
                            "{}: {}{} in {} ms",
                            what(event.call()),
                            lower(event.result()),
                            why(event),
                            event.elapsed().toMillis());
        }
    }

    @Override
    public void resolved(Resolved event) {
        switch (event.verdict()) {
            case STILL_UNKNOWN -> stillUnknown(event);
            case DUPLICATE ->
                LOG.warn(
                        "{}: the issuer recorded it more than once; resolve its ticket to see which",
                        what(event.call()));
            case CONFIRMED, ABSENT -> {
                forget(event.call());
                LOG.info(
                        "{}: resolved as {} after {} s",
                        what(event.call()),
                        lower(event.verdict()),
                        event.age().toSeconds());
            }
        }
    }

    private void stillUnknown(Resolved event) {
        long seconds = event.age().toSeconds();
        if (event.age().compareTo(OLD) >= 0 && isNews(event.call())) {
            LOG.warn("{}: still in doubt after {} s", what(event.call()), seconds);
        } else if (LOG.isDebugEnabled()) {
            LOG.debug("{}: still in doubt after {} s", what(event.call()), seconds);
        }
    }

    private boolean isNews(RedemptionCall call) {
        AttemptId attempt = call.attempt();
        if (attempt == null) {
            return true;
        }
        synchronized (old) {
            boolean isNews = old.put(attempt, Boolean.TRUE) == null;
            if (old.size() > MAX_OLD) {
                old.remove(old.keySet().iterator().next());
            }
            return isNews;
        }
    }

    private void forget(RedemptionCall call) {
        synchronized (old) {
            old.remove(call.attempt());
        }
    }

    @Override
    public void contradicted(Contradicted event) {
        LOG.warn(
                "{}: redemption {} exists, although it was resolved as absent: check what was done because of that",
                what(event.call()),
                event.redemption());
    }

    @Override
    public void decisionContradicted(DecisionContradicted event) {
        LOG.warn(
                "{}: was decided as {}, and proof shows {}: check what was done because of the decision",
                what(event.call()),
                lower(event.decided()).replace('_', ' '),
                lower(event.proof()));
    }

    @Override
    public void handedOver(HandedOver event) {
        LOG.warn(
                "{}: in doubt, and reads cannot resolve it ({}): a person must check it",
                what(event.call()),
                lower(event.obstacle()));
    }

    @Override
    public void componentFailed(ComponentFailed event) {
        LOG.warn(
                "the {} threw {}; this is logged once", lower(event.component()).replace('_', ' '), event.thrown());
    }

    @Override
    public void contractBroken(ContractBroken event) {
        LOG.warn("{}: an adapter broke the contract of its port: {}", what(event.call()), lower(event.violation()));
    }

    @Override
    public void retrying(Retrying event) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{}: send {} follows in {} ms, after {}",
                    what(event.call()),
                    event.number(),
                    event.delay().toMillis(),
                    lower(event.failure() != null ? event.failure() : event.doubt()));
        }
    }

    @Override
    public void breakerChanged(BreakerChanged event) {
        if (event.state() == BreakerState.OPEN) {
            LOG.warn("the circuit breaker of {} is open: the issuer has failed too often", lower(event.traffic()));
        } else {
            LOG.info("the circuit breaker of {} is {}", lower(event.traffic()), lower(event.state()));
        }
    }

    @Override
    public void clocksDiffer(ClocksDiffer event) {
        long seconds = event.difference().toSeconds();
        LOG.warn(
                "the issuer's clock is {} s {} ours; one of the two needs to be set",
                Math.abs(seconds),
                seconds < 0 ? "behind" : "ahead of");
    }

    private static String why(Ended event) {
        if (!event.reasons().isEmpty()) {
            return " " + event.reasons();
        }
        Enum<?> code = event.doubt() != null ? event.doubt() : event.failure();
        return code == null ? "" : " [" + lower(code) + "]";
    }

    private static String what(RedemptionCall call) {
        String operation = lower(call.operation());
        String kind = call.kind() == null ? "" : " " + lower(call.kind());
        String attempt = call.attempt() == null ? "" : " (attempt " + call.attempt() + ")";
        return operation + kind + attempt;
    }

    private static String lower(@Nullable Enum<?> constant) {
        return constant == null ? "nothing" : constant.name().toLowerCase(Locale.ROOT);
    }

    /** {@return the name of the logger} */
    @Override
    public String toString() {
        return "Logging(" + LOG.getName() + ")";
    }
}
